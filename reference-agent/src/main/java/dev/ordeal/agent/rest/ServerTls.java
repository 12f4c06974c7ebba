package dev.ordeal.agent.rest;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.ordeal.agent.tls.PemFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** TLS of the listener. */
final class ServerTls extends HttpsConfigurator {
  private final RenewableContext context;
  private volatile RestSettings.VerifyClient verifyClient;

  private ServerTls(RenewableContext context, RestSettings.VerifyClient verifyClient) {
    super(context);
    this.context = context;
    this.verifyClient = verifyClient;
  }

  /**
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  static ServerTls of(RestSettings.Tls tls) throws IOException {
    return new ServerTls(RenewableContext.of(read(tls)), tls.verifyClient());
  }

  /**
   * Reads the files anew, for connections from now on; whoever has shown no certificate that is
   * still believed is not waved through by an old session.
   *
   * @throws IOException as {@link #of}, and then nothing has changed
   */
  void renew(RestSettings.Tls tls) throws IOException {
    context.renew(read(tls));
    verifyClient = tls.verifyClient();
  }

  private static SSLContext read(RestSettings.Tls tls) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          PemFiles.keyManagers(tls.certificateFile(), tls.keyFile(), tls.keyPassword()),
          PemFiles.trustManagers(tls.authorityFile()),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "restapi: " + tls.certificateFile() + " cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void configure(HttpsParameters parameters) {
    SSLParameters chosen = context.getDefaultSSLParameters();
    switch (verifyClient) {
      case NONE -> chosen.setNeedClientAuth(false);
      case OPTIONAL -> chosen.setWantClientAuth(true);
      case REQUIRED -> chosen.setNeedClientAuth(true);
    }
    parameters.setSSLParameters(chosen);
  }
}
