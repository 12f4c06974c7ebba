package dev.ordeal.workload;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out identities of one kind, and knows who the regulars are at this moment. */
final class Roster {
  private final String kind;
  private final AtomicInteger last = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable String> regulars;

  Roster(String kind, int regulars) {
    this.kind = kind;
    this.regulars = new AtomicReferenceArray<>(regulars);
  }

  /** New identities for the client of one place; places beyond the regulars' are not remembered. */
  Supplier<Identity> identitiesOf(int place) {
    return () -> {
      var identity = new Identity(kind, last.incrementAndGet());
      if (place < regulars.length()) {
        regulars.set(place, identity.name());
      }
      return identity;
    };
  }

  /** The name of the regular at a place, counted round; the first name where nobody came yet. */
  String regular(int place) {
    String name = regulars.get(place % regulars.length());
    return name == null ? kind + 1 : name;
  }
}
