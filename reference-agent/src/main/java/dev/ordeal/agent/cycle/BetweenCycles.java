package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The sleep between two cycles: what ends it, and what is taken in on the way. */
final class BetweenCycles {
  private static final Wake LEADER_CHANGED = new Wake.StoreChanged("leader");
  private static final Duration BETWEEN_TWO_REQUESTS = Duration.ofMillis(25);

  private final AgentParts parts;
  private final Mind mind;
  private final AgentRequests requests;
  private final Mailbox<Wake> wakes;
  private final Supplier<Duration> standAgain;
  private final BooleanSupplier stopped;

  /**
   * @param standAgain how long a job that has failed is remembered
   * @param stopped whether there is no cycle to come
   */
  BetweenCycles(
      AgentParts parts,
      Mind mind,
      AgentRequests requests,
      Mailbox<Wake> wakes,
      Supplier<Duration> standAgain,
      BooleanSupplier stopped) {
    this.parts = parts;
    this.mind = mind;
    this.requests = requests;
    this.wakes = wakes;
    this.standAgain = standAgain;
    this.stopped = stopped;
  }

  /** Sleeps until {@code next} or until something of interest happens. */
  void await(Moment next) {
    while (!stopped.getAsBoolean()) {
      Duration left = next.since(parts.world().monotonic());
      Optional<Wake> wake = wakes.take(left.isNegative() ? Duration.ZERO : left);
      if (wake.isEmpty() || concernsUs(wake.get())) {
        wake.filter(this::isPerhapsHandedOver).ifPresent(free -> awaitNewLeader());
        break;
      }
    }
    // Whatever else has come in the meantime is seen by the same look.
    Optional<Wake> more = wakes.take(Duration.ZERO);
    while (more.isPresent()) {
      concernsUs(more.get());
      more = wakes.take(Duration.ZERO);
    }
  }

  private boolean isPerhapsHandedOver(Wake wake) {
    return wake.equals(LEADER_CHANGED) && mind.store.failover().isPresent();
  }

  /**
   * Who hands the key over frees it and takes it for another node with its next request: who looks
   * in between would ask everybody around before it looks again.
   */
  private void awaitNewLeader() {
    Moment end = parts.world().monotonic().plus(BETWEEN_TWO_REQUESTS);
    Optional<Wake> wake = Optional.empty();
    while (!wake.filter(LEADER_CHANGED::equals).isPresent()
        && parts.world().monotonic().isBefore(end)) {
      wake = wakes.take(end.since(parts.world().monotonic()));
      wake.ifPresent(this::concernsUs);
    }
  }

  private boolean concernsUs(Wake wake) {
    return switch (wake) {
      case Wake.StoreChanged(String key) -> !isOwnNoise(key);
      case Wake.ServerEnded() -> {
        requests.serverEnded();
        yield true;
      }
      case Wake.JobEnded(Job job, Optional<Job.Failure> failure) -> {
        jobEnded(job, failure);
        yield true;
      }
      case Wake.JobOvertaken(Job job) -> {
        requests.jobEnded(job, Optional.of("overtaken"));
        yield false;
      }
      case Wake.LeaseChanged(), Wake.Asked() -> true;
    };
  }

  /** Positions that change with every write are no reason to look at once. */
  private boolean isOwnNoise(String key) {
    return key.equals("status") || key.equals("optime/leader") || key.startsWith("members/");
  }

  private void jobEnded(Job job, Optional<Job.Failure> failure) {
    requests.jobEnded(job, failure.map(Job.Failure::why));
    failure.ifPresent(how -> {
      parts.log().error(job.what() + " failed: " + how.why());
      mind.remember(job, how, parts.world().monotonic().plus(standAgain.get()));
    });
  }
}
