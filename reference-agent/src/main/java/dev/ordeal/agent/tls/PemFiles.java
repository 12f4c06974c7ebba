package dev.ordeal.agent.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys in PEM files, as other programs of a database server take them. */
public final class PemFiles {
  private PemFiles() {}

  /**
   * Shows a certificate of our own to the other side.
   *
   * @param certificateFile the chain, the own certificate first; may hold the key as well
   * @param keyFile where the key is not in {@code certificateFile}
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  public static KeyManager[] keyManagers(
      Path certificateFile, Optional<Path> keyFile, Optional<String> keyPassword)
      throws IOException, GeneralSecurityException {
    List<Certificate> chain = certificates(certificateFile);
    PrivateKey key = key(keyFile.orElse(certificateFile), keyPassword);
    char[] password = {};
    KeyStore keys = emptyStore();
    keys.setKeyEntry("own", key, password, chain.toArray(Certificate[]::new));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    return managers.getKeyManagers();
  }

  /**
   * Believes what the certificates of {@code authorityFile} have signed; without such a file
   * nobody, and not whomever the JVM believes.
   *
   * @throws IOException when the file cannot be read or holds no certificate
   */
  public static TrustManager[] trustManagers(Optional<Path> authorityFile)
      throws IOException, GeneralSecurityException {
    KeyStore authorities = emptyStore();
    if (authorityFile.isPresent()) {
      int number = 0;
      for (Certificate certificate : certificates(authorityFile.get())) {
        authorities.setCertificateEntry("authority" + number++, certificate);
      }
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(authorities);
    return managers.getTrustManagers();
  }

  /** All certificates of {@code file} in their order. */
  public static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemBlock.read(Files.readString(file))) {
      if (block.label().endsWith("CERTIFICATE")) {
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(file + " holds no certificate");
    }
    return certificates;
  }

  /** The private key of {@code file}. */
  public static PrivateKey key(Path file, Optional<String> password)
      throws IOException, GeneralSecurityException {
    for (PemBlock block : PemBlock.read(Files.readString(file))) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return PemKey.read(block, password, file.toString());
      }
    }
    throw new IOException(file + " holds no private key");
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
