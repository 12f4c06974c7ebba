package dev.ordeal.agent.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file.
 *
 * @param label between the dashes: {@code CERTIFICATE}
 * @param encryptedByHeader whether it is encrypted in the old way, by headers inside the block
 */
record PemBlock(String label, boolean encryptedByHeader, byte[] content) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-[^-]+)*)-----END \\1-----");
  private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+:.*$");

  static List<PemBlock> read(String text) throws IOException {
    List<PemBlock> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String inner = matcher.group(2);
      boolean encrypted = inner.contains("DEK-Info:");
      String base64 = HEADER.matcher(inner).replaceAll("");
      try {
        blocks.add(
            new PemBlock(matcher.group(1), encrypted, Base64.getMimeDecoder().decode(base64)));
      } catch (IllegalArgumentException e) {
        throw new IOException("a PEM block is damaged: " + e.getMessage(), e);
      }
    }
    return blocks;
  }
}
