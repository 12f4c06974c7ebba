package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.LeaseLeft;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the store how long the lease goes on by which another node leads. The cycle hardly waits for
 * that: what is told late serves the next one, since it counts from the question.
 */
final class LeaderLeaseLook {
  private static final Duration LIMIT = Duration.ofMillis(100);

  private final AgentParts parts;
  private final Looking<Optional<LeaseLeft>> looking;
  private volatile long asked;

  LeaderLeaseLook(AgentParts parts, TaskGroup group) {
    this.parts = parts;
    this.looking = new Looking<>(group, "ask for the leader's lease", this::ask);
  }

  /**
   * What the store says of it; empty where nobody else leads, or nothing is known.
   *
   * @param store as it was read a moment ago
   */
  Optional<LeaseLeft> look(StoreView store) {
    Optional<Long> lease =
        store
            .leader()
            .filter(key -> !key.name().equals(parts.identity().name()))
            .map(LeaderKey::lease)
            .filter(number -> number != 0);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    asked = lease.get();
    return looking.look(LIMIT).flatMap(told -> told).filter(told -> told.lease() == lease.get());
  }

  private Optional<LeaseLeft> ask() {
    long lease = asked;
    Moment sent = parts.world().monotonic();
    try {
      Optional<Duration> left = parts.dcs().leaseLeft(lease);
      Moment answered = parts.world().monotonic();
      return left.map(seconds -> LeaseLeft.told(lease, seconds, sent, answered));
    } catch (PortFailure e) {
      return Optional.empty();
    }
  }
}
