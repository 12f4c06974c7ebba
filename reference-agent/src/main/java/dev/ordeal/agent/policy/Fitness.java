package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Optional;

/** Whether another node could lead (contract, section 4.3). Pure. */
final class Fitness {
  private Fitness() {}

  /** Whether any other node that answered could take over now. */
  static boolean anotherCouldLead(Observation seen) {
    return seen.answers().stream().anyMatch(answer -> fit(seen, answer));
  }

  /** Reachable, allowed, not too far behind; in synchronous mode a synchronous standby. */
  static boolean fit(Observation seen, PeerAnswer answer) {
    return couldLead(seen, answer)
        && (!seen.settings().isSynchronous() || seen.store().sync().isStandby(answer.name()));
  }

  /** As {@link #fit}, synchronous or not. */
  static boolean couldLead(Observation seen, PeerAnswer answer) {
    return answer.reachable()
        && !answer.primary()
        && !answer.tags().noFailover()
        && !answer.watchdogFailed()
        && !lagsTooMuch(seen, answer.position())
        && !isBehindInTimeline(seen, answer.timeline());
  }

  /** Whether {@code position} is further behind the last published one than is allowed. */
  static boolean lagsTooMuch(Observation seen, Optional<Lsn> position) {
    Optional<Lsn> published = seen.store().status().optime();
    if (published.isEmpty()) {
      return false;
    }
    return position.isEmpty()
        || published.get().minus(position.get()) > seen.settings().maximumLagOnFailover();
  }

  static boolean isBehindInTimeline(Observation seen, Optional<Integer> timeline) {
    return seen.settings().checkTimeline()
        && (timeline.isEmpty() || timeline.get() < seen.store().timeline());
  }
}
