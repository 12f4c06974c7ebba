package dev.ordeal.agent.rest;

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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys in PEM files, as other programs of a database server take them. */
public final class PemFiles {
  private PemFiles() {}

  /**
   * What TLS needs, with a certificate of our own.
   *
   * @param certificateFile the chain, the own certificate first; may hold the key as well
   * @param keyFile where the key is not in {@code certificateFile}
   * @param authorityFile whose certificates are believed; without it those of the JVM
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  public static SSLContext context(
      Path certificateFile,
      Optional<Path> keyFile,
      Optional<String> keyPassword,
      Optional<Path> authorityFile)
      throws IOException, GeneralSecurityException {
    List<Certificate> chain = certificates(certificateFile);
    PrivateKey key = key(keyFile.orElse(certificateFile), keyPassword);
    char[] password = {};
    KeyStore keys = emptyStore();
    keys.setKeyEntry("own", key, password, chain.toArray(Certificate[]::new));
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, password);
    var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(authorityFile.isPresent() ? authorities(authorityFile.get()) : null);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  /** A store that believes the certificates of {@code file}. */
  public static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("authority" + number++, certificate);
    }
    return store;
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
