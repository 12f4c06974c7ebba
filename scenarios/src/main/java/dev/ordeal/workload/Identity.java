package dev.ordeal.workload;

/**
 * Who a client is to the judge: one process with at most one operation under way, whose numbers
 * rise. After an indefinite outcome it never comes back, since that operation may still be under
 * way: the client goes on under a new identity.
 */
final class Identity {
  private final String name;
  private final int number;
  private long last;

  /**
   * @param kind the word before the number of its name: {@code w} for {@code w7}
   * @param number unique among those of its kind, from 1
   */
  Identity(String kind, int number) {
    this.name = kind + number;
    this.number = number;
  }

  String name() {
    return name;
  }

  int number() {
    return number;
  }

  /** The next number of this writer, from 1; one that was handed out never comes again. */
  long nextNumber() {
    return ++last;
  }
}
