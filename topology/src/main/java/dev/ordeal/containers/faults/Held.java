package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import java.io.IOException;
import java.util.Optional;

/** What is seen of toxics: what was felt on one link, and that Toxiproxy has them on all. */
final class Held {
  private Held() {}

  /**
   * @param felt what was felt from outside, in words; empty for nothing
   * @return empty where nothing was felt, or Toxiproxy lacks one
   */
  static Optional<String> and(Toxics toxics, Optional<String> felt) throws IOException {
    Optional<String> held = toxics.held();
    return felt.flatMap(words -> held.map(there -> words + "; " + there));
  }
}
