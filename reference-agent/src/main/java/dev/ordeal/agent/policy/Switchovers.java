package dev.ordeal.agent.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a leader makes of the key {@code failover} (contract, section 4.3). Pure. */
final class Switchovers {
  private Switchovers() {}

  /** Why the wish is cleared without being followed; empty when it stands. */
  static Optional<String> against(Observation seen, ManualFailover wish) {
    if (wish.leader().filter(name -> !name.equals(seen.me())).isPresent()) {
      return Optional.of(
          "manual failover: leader name does not match: "
              + wish.leader().orElse("")
              + " != "
              + seen.me());
    }
    if (wish.candidate().filter(seen.me()::equals).isPresent()) {
      return Optional.of("manual failover: I am already the leader, no need to failover");
    }
    if (seen.settings().paused() && wish.candidate().isEmpty()) {
      return Optional.of("manual failover: only to a specific candidate in maintenance mode");
    }
    if (wish.leader().isEmpty() && wish.candidate().isEmpty()) {
      return Optional.of("manual failover: nobody is named");
    }
    Duration stale = seen.settings().loopWait().multipliedBy(3).dividedBy(2);
    return wish.scheduledAt().filter(at -> at.plus(stale).isBefore(seen.wallClock())).isPresent()
        ? Optional.of("manual failover: the scheduled time has passed, it is stale")
        : Optional.empty();
  }

  /** Whether its time has come. */
  static boolean isDue(Observation seen, ManualFailover wish) {
    Instant now = seen.wallClock();
    return wish.scheduledAt().map(at -> !now.isBefore(at)).orElse(true);
  }

  /** Who could take over, the named candidate alone where there is one. */
  static List<String> fit(Observation seen, ManualFailover wish) {
    return seen.answers().stream()
        .filter(answer -> wish.candidate().map(answer.name()::equals).orElse(true))
        .filter(answer ->
            wish.isSwitchover() || wish.candidate().isEmpty()
                ? Fitness.fit(seen, answer)
                : Fitness.couldLead(seen, answer))
        .map(PeerAnswer::name)
        .toList();
  }
}
