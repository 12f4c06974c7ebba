package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /**
   * Whether {@code check_timeline} keeps a node on {@code timeline} from leading: the cluster has
   * gone on to a later one. The store's history says so, and so does any node that could lead on a
   * later one: a leader that was cut off from the store while it was promoted wrote no history, but
   * whoever followed it has what it acknowledged. A standby cluster makes no timelines itself.
   */
  static boolean isBehindInTimeline(Observation seen, Optional<Integer> timeline) {
    return seen.settings().checkTimeline()
        && !seen.isStandbyCluster()
        && (timeline.isEmpty() || timeline.get() < newestTimeline(seen));
  }

  /** Who may not lead anyway is no reason for others to wait: else nobody ever would. */
  private static int newestTimeline(Observation seen) {
    IntStream answered =
        seen.answers().stream()
            .filter(PeerAnswer::reachable)
            .filter(answer -> mayLead(seen, answer.name(), answer.tags()))
            .filter(answer -> !lagsTooMuch(seen, answer.position()))
            .flatMap(answer -> answer.timeline().stream())
            .mapToInt(Integer::intValue);
    IntStream own =
        mayLead(seen, seen.me(), seen.tags()) && !lagsTooMuch(seen, seen.server().position())
            ? seen.server().timeline().stream().mapToInt(Integer::intValue)
            : IntStream.empty();
    return IntStream.concat(answered, own).reduce(seen.store().timeline(), Math::max);
  }

  /** Whether tags, the key {@code sync} and the failsafe list let {@code name} lead. */
  static boolean mayLead(Observation seen, String name, Tags tags) {
    SyncState sync = seen.store().sync();
    boolean isSynchronous = !seen.settings().isSynchronous() || !sync.exists() || sync.names(name);
    return isSynchronous && !tags.noFailover() && !isOutOfFailsafe(seen, name);
  }

  /** In failsafe mode only members that the last leader has counted may lead. */
  static boolean isOutOfFailsafe(Observation seen, String name) {
    return seen.settings().failsafeMode()
        && !seen.store().failsafe().isEmpty()
        && !seen.store().failsafe().containsKey(name);
  }
}
