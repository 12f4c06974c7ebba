package dev.ordeal.engine;

/** At this moment nobody is what a target says, or the target makes no sense there. */
final class Unresolved extends Exception {
  private static final long serialVersionUID = 1L;

  Unresolved(String words) {
    super(words);
  }
}
