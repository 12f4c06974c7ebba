package dev.ordeal.agent.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A private key in any of the forms that programs write: PKCS#8, plain or encrypted; PKCS#1 ({@code
 * RSA PRIVATE KEY}) and SEC 1 ({@code EC PRIVATE KEY}), which are put into the envelope of PKCS#8,
 * the only one the JDK reads.
 */
final class PemKey {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] VERSION = HEX.parseHex("020100");
  private static final byte[] RSA = HEX.parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HEX.parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PemKey() {}

  /**
   * @param where it was found, for the words of an error
   */
  static PrivateKey read(PemBlock block, Optional<String> password, String where)
      throws IOException, GeneralSecurityException {
    if (block.encryptedByHeader()) {
      throw new IOException(
          where + ": the key is encrypted in the old way; convert it with 'openssl pkcs8 -topk8'");
    }
    return switch (block.label()) {
      case "PRIVATE KEY" -> decode(block.content());
      case "RSA PRIVATE KEY" -> decode(envelope(RSA, block.content()));
      case "EC PRIVATE KEY" -> decode(envelope(curve(block.content(), where), block.content()));
      case "ENCRYPTED PRIVATE KEY" ->
          decode(
              decrypt(
                  block.content(),
                  password.orElseThrow(
                      () -> new IOException(where + ": the key is encrypted, give its password"))));
      default -> throw new IOException(where + ": a '" + block.label() + "' cannot be used");
    };
  }

  private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
    var specification = new PKCS8EncodedKeySpec(pkcs8);
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(specification);
      } catch (InvalidKeySpecException e) {
        // Not of this kind: the next one is tried.
      }
    }
    throw new InvalidKeySpecException("the private key is neither RSA, EC nor Ed25519");
  }

  private static byte[] decrypt(byte[] content, String password)
      throws IOException, GeneralSecurityException {
    var encrypted = new EncryptedPrivateKeyInfo(content);
    AlgorithmParameters parameters = encrypted.getAlgParameters();
    String algorithm =
        encrypted.getAlgName().equals("PBES2") ? parameters.toString() : encrypted.getAlgName();
    var key =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, key, parameters);
    return encrypted.getKeySpec(cipher).getEncoded();
  }

  /** The identifier of the key's algorithm: an elliptic curve, named inside the key. */
  private static byte[] curve(byte[] sec1, String where) throws IOException {
    var outer = new Der(sec1, 0, where);
    int at = outer.content;
    while (at < outer.end) {
      var element = new Der(sec1, at, where);
      if (element.tag == PARAMETERS) {
        byte[] name = java.util.Arrays.copyOfRange(sec1, element.content, element.end);
        return der(SEQUENCE, EC, name);
      }
      at = element.end;
    }
    throw new IOException(where + ": the key does not name its curve");
  }

  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return der(SEQUENCE, VERSION, algorithm, der(OCTETS, key));
  }

  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length < 0x80) {
      element.write(length);
    } else if (length < 0x100) {
      element.write(0x81);
      element.write(length);
    } else {
      element.write(0x82);
      element.write(length >> 8);
      element.write(length);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  /** Where an element of DER begins and ends. */
  private static final class Der {
    private final int tag;
    private final int content;
    private final int end;

    Der(byte[] bytes, int at, String where) throws IOException {
      try {
        tag = bytes[at] & 0xff;
        int first = bytes[at + 1] & 0xff;
        int more = first < 0x80 ? 0 : first & 0x7f;
        int length = more == 0 ? first : 0;
        for (int i = 0; i < more; i++) {
          length = length << 8 | bytes[at + 2 + i] & 0xff;
        }
        content = at + 2 + more;
        end = content + length;
      } catch (ArrayIndexOutOfBoundsException e) {
        throw new IOException(where + ": the private key is damaged", e);
      }
    }
  }
}
