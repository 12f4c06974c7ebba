package dev.ordeal.yaml;

/**
 * One thing that is wrong in a file, and what its writer probably meant.
 *
 * @param wrong what is wrong, in words, without a full stop
 * @param meant what would be right; empty where nothing helpful can be said
 */
public record Problem(Position position, String wrong, String meant) {
  /** {@code file:line:column: what is wrong; what was meant}, on one line. */
  @Override
  public String toString() {
    return position + ": " + wrong + (meant.isEmpty() ? "" : "; " + meant);
  }
}
