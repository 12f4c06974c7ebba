package dev.ordeal.agent.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;

/**
 * An authority {@code ca}, which signs, and {@code stranger}, which nobody believes; made by the
 * JDK's keytool in a folder of the test.
 */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  public Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.store = folder.resolve("all.p12");
    make("ca", List.of("-ext", "bc:c"));
    make("stranger", List.of());
  }

  /** A key and its certificate, signed by the authority, for 127.0.0.1. */
  public Certificates sign(String name) throws IOException, InterruptedException {
    make(name, List.of("-signer", "ca", "-ext", "san=ip:127.0.0.1"));
    return this;
  }

  private void make(String name, List<String> more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  public PrivateKey key(String name) throws IOException, GeneralSecurityException {
    return (PrivateKey) load().getKey(name, PASSWORD.toCharArray());
  }

  /** The file of the certificates of {@code name}, the own one first. */
  public Path certificateFile(String name) throws IOException, GeneralSecurityException {
    StringBuilder text = new StringBuilder("These lines before are no part of it.\n");
    for (Certificate certificate : load().getCertificateChain(name)) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(folder.resolve(name + ".crt"), text);
  }

  public Path keyFile(String name) throws IOException, GeneralSecurityException {
    return Files.writeString(
        folder.resolve(name + ".key"), pem("PRIVATE KEY", key(name).getEncoded()));
  }

  public static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }

  /**
   * TLS of a client that believes the authority and shows a certificate, if a name is given,
   * whomever the server says to believe.
   */
  public SSLContext client(Optional<String> name) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        name.isPresent()
            ? new KeyManager[] {new Insistent(key(name.get()), chain(name.get()))}
            : null,
        PemFiles.trustManagers(Optional.of(certificateFile("ca"))),
        null);
    return context;
  }

  private X509Certificate[] chain(String name) throws IOException, GeneralSecurityException {
    return Arrays.stream(load().getCertificateChain(name))
        .map(X509Certificate.class::cast)
        .toArray(X509Certificate[]::new);
  }

  /** Shows its certificate even where the JDK's own would see no sense in it. */
  private record Insistent(PrivateKey key, X509Certificate[] chain) implements X509KeyManager {
    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new IllegalStateException("a client");
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      throw new IllegalStateException("a client");
    }
  }
}
