package dev.ordeal.agent.configuration;

/** Local configurations for the tests of other packages. */
public final class ReadingLocal {
  private ReadingLocal() {}

  /** As little as a node can say. */
  public static LocalConfiguration minimal() {
    return Local.minimal();
  }
}
