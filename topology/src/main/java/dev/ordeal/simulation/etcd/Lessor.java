package dev.ordeal.simulation.etcd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When leases run out, which only the leader knows. A new leader gives all of them their full time
 * and an election timeout more (etcd, server/lease/lessor.go, Promote).
 */
final class Lessor {
  private static final long SECOND = 1_000_000_000;

  private final Map<Long, Long> expiries = new LinkedHashMap<>();

  void promote(KeyValues keys, long now, long extend) {
    expiries.clear();
    keys.leases()
        .forEach(lease -> expiries.put(lease, now + extend + keys.seconds(lease) * SECOND));
  }

  void demote() {
    expiries.clear();
  }

  void refresh(long lease, long seconds, long now) {
    expiries.put(lease, now + seconds * SECOND);
  }

  void forget(long lease) {
    expiries.remove(lease);
  }

  /** The whole seconds that a lease has left, which has not run out; else 0. */
  long left(long lease, long now) {
    return Math.max(0, expiries.getOrDefault(lease, now) - now) / SECOND;
  }

  /** Those that have run out; each is told again until it is forgotten. */
  List<Long> expired(long now) {
    List<Long> expired = new ArrayList<>();
    expiries.forEach((lease, at) -> {
      if (at <= now) {
        expired.add(lease);
      }
    });
    return expired;
  }
}
