package dev.ordeal.agent.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * How soon a leader looks again for the sake of the synchronous state. Until a standby stands in
 * the key {@code sync} nobody may take over from it, and nothing tells a cycle that a standby has
 * connected, that new names have taken effect, or that a standby has what it needs. Pure.
 */
public final class SynchronousPace {
  /**
   * Standbys turn to a new leader within seconds; who has not come by then is waited for calmly.
   */
  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration CALM = Duration.ofMillis(350);

  private SynchronousPace() {}

  /** The longest time to the next look; empty when all is as wanted, or not ours to settle. */
  public static Optional<Duration> of(Observation seen) {
    if (!seen.isNamedLeader() || !seen.settings().isSynchronous()) {
      return Optional.empty();
    }
    boolean lately =
        seen.server().isPrimary()
            && seen.memory()
                .namesSince()
                .filter(since -> seen.now().since(since).compareTo(ARRIVAL) < 0)
                .isPresent();
    if (lately && isShort(seen)) {
      return Optional.of(SOON);
    }
    return isAgreed(seen) ? Optional.empty() : Optional.of(lately ? SOON : CALM);
  }

  /** Whether exactly those stand in the key whom commits wait for. */
  private static boolean isAgreed(Observation seen) {
    SynchronousNames names = SynchronousNames.parse(seen.server().synchronousNames());
    return seen.store().sync().standbys().equals(names.set());
  }

  /** Whether more standbys could stand in the key than do. */
  private static boolean isShort(Observation seen) {
    long possible =
        seen.store().membersBut(seen.me()).stream()
            .filter(member -> member.isRunning() && !member.tags().noSync())
            .count();
    long wanted =
        seen.settings().isQuorum()
            ? possible
            : Math.min(possible, Math.max(1, seen.settings().synchronousNodeCount()));
    return seen.store().sync().standbys().size() < wanted;
  }
}
