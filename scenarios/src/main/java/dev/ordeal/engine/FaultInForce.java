package dev.ordeal.engine;

import dev.ordeal.environment.AppliedFault;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fault that was applied, until somebody has healed it. */
final class FaultInForce {
  private final int id;
  private final AppliedFault applied;
  private final List<String> members;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean seen = new AtomicBoolean();
  private volatile boolean over;

  FaultInForce(int id, AppliedFault applied, List<String> members) {
    this.id = id;
    this.applied = applied;
    this.members = List.copyOf(members);
  }

  int id() {
    return id;
  }

  AppliedFault applied() {
    return applied;
  }

  boolean meets(List<String> names) {
    return members.stream().anyMatch(names::contains);
  }

  /** Whether the caller is the one who heals it; true once. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  boolean isClaimed() {
    return claimed.get();
  }

  /** Notes that an effect was seen; true for the first who says so. */
  boolean sawItBite() {
    return seen.compareAndSet(false, true);
  }

  boolean wasSeen() {
    return seen.get();
  }

  void isOver() {
    over = true;
  }

  boolean hasEnded() {
    return over;
  }
}
