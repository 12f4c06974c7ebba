package dev.ordeal.agent.rest;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** TLS of the listener. */
final class ServerTls extends HttpsConfigurator {
  private final RestSettings.VerifyClient verifyClient;

  private ServerTls(SSLContext context, RestSettings.VerifyClient verifyClient) {
    super(context);
    this.verifyClient = verifyClient;
  }

  /**
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  static ServerTls of(RestSettings.Tls tls) throws IOException {
    try {
      SSLContext context =
          PemFiles.context(
              tls.certificateFile(), tls.keyFile(), tls.keyPassword(), tls.authorityFile());
      return new ServerTls(context, tls.verifyClient());
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "restapi: " + tls.certificateFile() + " cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void configure(HttpsParameters parameters) {
    SSLParameters chosen = getSSLContext().getDefaultSSLParameters();
    switch (verifyClient) {
      case NONE -> chosen.setNeedClientAuth(false);
      case OPTIONAL -> chosen.setWantClientAuth(true);
      case REQUIRED -> chosen.setNeedClientAuth(true);
    }
    parameters.setSSLParameters(chosen);
  }
}
