package dev.ordeal.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of a private key that certificate tools write gives back the same key. */
class PemFilesTest {
  @TempDir private Path folder;

  private static PrivateKey rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair().getPrivate();
  }

  private static ECPrivateKey elliptic(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return (ECPrivateKey) generator.generateKeyPair().getPrivate();
  }

  private Path file(String label, byte[] content) throws IOException {
    return Files.writeString(folder.resolve("key.pem"), Certificates.pem(label, content));
  }

  private PrivateKey read(Path file) throws Exception {
    return PemFiles.key(file, Optional.empty());
  }

  @Test
  void pkcs8() throws Exception {
    for (PrivateKey key :
        new PrivateKey[] {
          rsa(),
          elliptic("secp384r1"),
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate()
        }) {
      assertThat(read(file("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }
  }

  @Test
  void pkcs1() throws Exception {
    PrivateKey key = rsa();
    byte[] pkcs8 = key.getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    assertThat(read(file("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @Test
  void sec1_after_its_parameters_in_one_file_with_the_certificate() throws Exception {
    ECPrivateKey key = elliptic("secp256r1");
    byte[] curve = HexFormat.of().parseHex("06082a8648ce3d030107");
    byte[] secret = new byte[32];
    byte[] number = unsigned(key.getS());
    System.arraycopy(number, 0, secret, 32 - number.length, number.length);
    var content = new ByteArrayOutputStream();
    content.writeBytes(HexFormat.of().parseHex("30310201010420"));
    content.writeBytes(secret);
    content.writeBytes(HexFormat.of().parseHex("a00a"));
    content.writeBytes(curve);
    Path file =
        Files.writeString(
            folder.resolve("both.pem"),
            Certificates.pem("EC PARAMETERS", curve)
                + Certificates.pem("EC PRIVATE KEY", content.toByteArray()));
    assertThat(((ECPrivateKey) read(file)).getS()).isEqualTo(key.getS());
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** Written by {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256}. */
  private static final String PLAIN =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgRw9NsKkqB9xoT5xR
      4z5IBXejv6detkSWud8+CpLnpFShRANCAATTwMMUyh18Y4/Bmci9hGIVTYXkW/wm
      L2CLpiS6MD2fFn/Ibqn9gD5k3qtVAeTrxiBxx1DfjMpv749pFKPsmySh
      -----END PRIVATE KEY-----
      """;

  /** The same, by {@code openssl pkcs8 -topk8 -v2 aes-256-cbc} with the password sesame. */
  private static final String ENCRYPTED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhoHP2P3rFkqgICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELE6AshodKNm4utVgwGje1kEgZAK
      V9qV/b1wMGd7Z1eeCuMZzBd+yJai9kAtK/je9+3nTBx9UcHI0kPO8m4nIKdbejrH
      LWBfMdv0OWQ1Ut+r80nbCebUqnFbCBiT6BBez1Do+lT2qsKZR/5AN7uxreKjDX7Y
      jhS0tXwfBSTlOVJjwB8IyYCGGPgCttOQx++vwwS4j9EBQaovn0GGTSN0Zg0iJrc=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  @Test
  void encrypted_pkcs8() throws Exception {
    PrivateKey key = read(Files.writeString(folder.resolve("plain.pem"), PLAIN));
    Path file = Files.writeString(folder.resolve("encrypted.pem"), ENCRYPTED);
    assertThat(PemFiles.key(file, Optional.of("sesame"))).isEqualTo(key);
    assertThatThrownBy(() -> PemFiles.key(file, Optional.of("wrong")))
        .isInstanceOf(java.security.GeneralSecurityException.class);
    assertThatThrownBy(() -> read(file))
        .hasMessage(file + ": the key is encrypted, give its password");
  }

  @Test
  void what_cannot_be_used() throws Exception {
    Path old =
        Files.writeString(
            folder.resolve("old.pem"),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                + "DEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    assertThatThrownBy(() -> read(old))
        .hasMessageContaining("convert it with 'openssl pkcs8 -topk8'");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
    assertThatThrownBy(() -> read(empty)).hasMessage(empty + " holds no private key");
    assertThatThrownBy(() -> PemFiles.certificates(empty))
        .hasMessage(empty + " holds no certificate");
    Path noCurve = file("EC PRIVATE KEY", HexFormat.of().parseHex("3006020101040101"));
    assertThatThrownBy(() -> read(noCurve))
        .hasMessage(noCurve + ": the key does not name its curve");
    Path cut = file("EC PRIVATE KEY", HexFormat.of().parseHex("3031"));
    assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    Path damaged = file("PRIVATE KEY", HexFormat.of().parseHex("300102"));
    assertThatThrownBy(() -> read(damaged))
        .hasMessage("the private key is neither RSA, EC nor Ed25519");
  }
}
