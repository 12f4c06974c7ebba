package dev.ordeal.analysis;

/** From {@code fromNs} to {@code toNs} something was so at {@code node}. */
public record Span(String node, long fromNs, long toNs) {
  public boolean overlaps(long from, long to) {
    return fromNs <= to && from <= toNs;
  }

  public long lengthNs() {
    return toNs - fromNs;
  }
}
