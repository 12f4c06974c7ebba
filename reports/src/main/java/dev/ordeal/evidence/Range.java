package dev.ordeal.evidence;

/** The numbers from {@code from} to {@code to}, both included. */
public record Range(long from, long to) {
  public Range {
    if (from > to) {
      throw new IllegalArgumentException("empty range " + from + ".." + to);
    }
  }

  public boolean contains(long number) {
    return from <= number && number <= to;
  }

  public long size() {
    return to - from + 1;
  }
}
