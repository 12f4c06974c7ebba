package dev.ordeal.agent.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * PEM files of one side of a TLS connection.
 *
 * @param certificate may hold the whole chain and, where there is no key file, the key
 * @param keyPassword opens an encrypted key
 * @param authorities whom the other side's certificate must be signed by
 */
public record TlsFiles(
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> keyPassword,
    Optional<Path> authorities) {
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The file that holds the private key. */
  public Optional<Path> keyOrCertificate() {
    return key.or(() -> certificate);
  }

  @Override
  public String toString() {
    return "TlsFiles[" + certificate + ", " + key + ", " + authorities + "]";
  }
}
