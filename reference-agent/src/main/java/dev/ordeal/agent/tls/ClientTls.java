package dev.ordeal.agent.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS of whoever calls. */
public final class ClientTls {
  private ClientTls() {}

  /**
   * What it shows of itself, and what it believes.
   *
   * @param certificate a chain that may hold the key too; shown where the other side asks
   * @param authorities whom the other side must be signed by; whom the JVM believes where absent
   * @param insecure whether anybody is believed
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  public static SSLContext of(
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<String> keyPassword,
      Optional<Path> authorities,
      boolean insecure)
      throws IOException {
    try {
      KeyManager @Nullable [] own = null;
      if (certificate.isPresent()) {
        own = PemFiles.keyManagers(certificate.get(), key, keyPassword);
      }
      TrustManager[] believed;
      if (insecure) {
        believed = new TrustManager[] {new Anybody()};
      } else if (authorities.isPresent()) {
        believed = PemFiles.trustManagers(authorities);
      } else {
        believed = new TrustManager[] {new JvmAuthorities()};
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, believed, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates of section ctl cannot be used: " + e.getMessage(), e);
    }
  }

  /** Believes whatever is shown, and whatever name it is for. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
