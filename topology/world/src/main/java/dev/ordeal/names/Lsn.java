package dev.ordeal.names;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A position in the write-ahead log, in bytes, compared as unsigned. Written as PostgreSQL writes
 * {@code pg_lsn}: two hexadecimal halves, {@code 0/3000060}.
 */
public record Lsn(long bytes) implements Comparable<Lsn> {
  /**
   * @throws IllegalArgumentException when {@code text} is not two hexadecimal halves of at most
   *     eight digits each
   */
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash > 8 || text.length() - slash - 1 > 8 || slash == text.length() - 1) {
      throw new IllegalArgumentException("not a log sequence number: '" + text + "'");
    }
    long high = HexFormat.fromHexDigitsToLong(text, 0, slash);
    long low = HexFormat.fromHexDigitsToLong(text, slash + 1, text.length());
    return new Lsn(high << 32 | low);
  }

  /** How many bytes this position lies ahead of {@code other}; negative where it lies behind. */
  public long minus(Lsn other) {
    return bytes - other.bytes;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public String toString() {
    // Written for every look at a server: a format would be read anew each time.
    return (Long.toHexString(bytes >>> 32) + '/' + Long.toHexString(bytes & 0xFFFF_FFFFL))
        .toUpperCase(Locale.ROOT);
  }
}
