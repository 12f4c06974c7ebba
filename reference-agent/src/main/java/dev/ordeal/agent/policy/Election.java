package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether this node stands for election while nobody holds the key (contract, section 4.2). Pure.
 *
 * <p>That only one node wins is the store's doing: the key is created, never overwritten. What is
 * decided here is that the winner is fit, and that no better one could have been asked.
 */
final class Election {
  private Election() {}

  /** Why this node does not stand; empty when it does. */
  static Optional<String> against(Observation seen) {
    return standing(seen)
        .or(() -> synchronous(seen))
        .or(() -> wish(seen))
        .or(() -> position(seen))
        .or(() -> others(seen))
        .or(() -> votes(seen));
  }

  private static Optional<String> standing(Observation seen) {
    if (seen.settings().paused() && !isCandidate(seen)) {
      return Optional.of("PAUSE: waiting for a primary; nobody is promoted in maintenance mode");
    }
    if (seen.lease().id().isEmpty()) {
      return Optional.of("waiting for a lease of my own");
    }
    if (seen.memory().isOutAfterFailedPromotion(seen.now())) {
      return Optional.of("waiting: I failed to be promoted a moment ago");
    }
    if (seen.tags().noFailover()) {
      return notAllowed();
    }
    if (isOutOfFailsafe(seen, seen.me())) {
      return Optional.of("not allowed to be promoted: I am not in the failsafe list");
    }
    return Optional.empty();
  }

  /** In failsafe mode only members that the last leader has counted may lead. */
  private static boolean isOutOfFailsafe(Observation seen, String name) {
    return seen.settings().failsafeMode()
        && !seen.store().failsafe().isEmpty()
        && !seen.store().failsafe().containsKey(name);
  }

  /** In synchronous mode only who has every acknowledged write may stand. */
  private static Optional<String> synchronous(Observation seen) {
    SyncState sync = seen.store().sync();
    if (seen.settings().synchronousMode() != SynchronousMode.ON || !sync.exists()) {
      return Optional.empty();
    }
    return sync.names(seen.me()) || isUnscheduledFailoverToMe(seen)
        ? Optional.empty()
        : notAllowed();
  }

  /** A failover, other than a switchover, may name a node that is not synchronous. */
  private static boolean isUnscheduledFailoverToMe(Observation seen) {
    return isCandidate(seen)
        && seen.store().failover().filter(wish -> !wish.isSwitchover()).isPresent();
  }

  private static boolean isCandidate(Observation seen) {
    return seen.store()
        .failover()
        .flatMap(ManualFailover::candidate)
        .filter(seen.me()::equals)
        .isPresent();
  }

  /**
   * A candidate goes first while it is fit, and the leader that was given up goes last. Nobody
   * waits for who lacks votes: the two would wait for each other.
   */
  private static Optional<String> wish(Observation seen) {
    Optional<ManualFailover> wish = seen.store().failover();
    if (wish.isEmpty() || isCandidate(seen)) {
      return Optional.empty();
    }
    Optional<String> candidate = wish.get().candidate();
    boolean candidateIsFit =
        candidate
            .flatMap(name -> Optional.ofNullable(seen.peers().get(name)))
            .filter(answer -> Fitness.couldLead(seen, answer))
            .filter(answer -> hasVotes(seen, answer.name(), answer.position()))
            .isPresent();
    if (candidateIsFit) {
      return Optional.of(
          "manual failover: waiting for " + candidate.orElse("") + " to take the key");
    }
    boolean wasLeader = wish.get().leader().filter(seen.me()::equals).isPresent();
    boolean anotherIsFit =
        seen.answers().stream()
            .filter(answer -> Fitness.fit(seen, answer))
            .anyMatch(answer -> hasVotes(seen, answer.name(), answer.position()));
    return wasLeader && anotherIsFit
        ? Optional.of("manual failover: I was the leader and another node is fit")
        : Optional.empty();
  }

  private static Optional<String> position(Observation seen) {
    if (isCandidate(seen)) {
      return Optional.empty();
    }
    if (Fitness.lagsTooMuch(seen, seen.server().position())) {
      return Optional.of("My wal position exceeds maximum replication lag");
    }
    return Fitness.isBehindInTimeline(seen, seen.server().timeline())
        ? Optional.of("My timeline is behind the last known timeline of the cluster")
        : Optional.empty();
  }

  private static Optional<String> others(Observation seen) {
    for (PeerAnswer answer : seen.answers()) {
      Optional<String> better = better(seen, answer);
      if (better.isPresent()) {
        return better;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> better(Observation seen, PeerAnswer answer) {
    if (!answer.reachable()) {
      return Optional.empty();
    }
    if (answer.primary()) {
      return Optional.of("Primary (" + answer.name() + ") is still alive");
    }
    boolean formerLeader = seen.memory().lastLeader().filter(answer.name()::equals).isPresent();
    if (isCandidate(seen) || !mayStand(seen, answer)) {
      return Optional.empty();
    }
    int ahead = compare(answer.position(), seen.server().position());
    if (ahead > 0 && !(formerLeader && seen.store().sync().exists())) {
      return Optional.of("Wal position of " + answer.name() + " is ahead of my wal position");
    }
    long priority = answer.tags().failoverPriority();
    long mine = seen.tags().failoverPriority();
    return ahead == 0 && !formerLeader && priority > mine
        ? Optional.of(
            answer.name()
                + " has equally tolerable WAL position and priority "
                + priority
                + ", while this node has priority "
                + mine)
        : Optional.empty();
  }

  /** Who stays out by a rule of its own is no reason to stay out: else nobody would ever lead. */
  private static boolean mayStand(Observation seen, PeerAnswer answer) {
    SyncState sync = seen.store().sync();
    boolean isSynchronous =
        !seen.settings().isSynchronous() || !sync.exists() || sync.names(answer.name());
    return isSynchronous
        && !answer.tags().noFailover()
        && !isOutOfFailsafe(seen, answer.name())
        && !Fitness.isBehindInTimeline(seen, answer.timeline());
  }

  private static Optional<String> votes(Observation seen) {
    Optional<Lsn> mine = seen.server().position();
    return hasVotes(seen, seen.me(), mine)
        ? Optional.empty()
        : Optional.of(
            "not enough votes: "
                + votesFor(seen, seen.me(), mine)
                + " of "
                + seen.store().sync().quorum());
  }

  /** Quorum mode: the last leader has every acknowledged write, anybody else needs votes. */
  private static boolean hasVotes(Observation seen, String name, Optional<Lsn> position) {
    SyncState sync = seen.store().sync();
    return !seen.settings().isQuorum()
        || !sync.exists()
        || sync.leader().filter(name::equalsIgnoreCase).isPresent()
        || votesFor(seen, name, position) >= sync.quorum();
  }

  /**
   * How many voters were reached that say that they are not ahead of {@code name}. Who does not
   * know its position, since its server does not answer, may be ahead.
   */
  private static long votesFor(Observation seen, String name, Optional<Lsn> position) {
    SyncState sync = seen.store().sync();
    Map<String, Lsn> reached = new HashMap<>();
    seen.server().position().ifPresent(lsn -> reached.put(seen.me(), lsn));
    for (PeerAnswer answer : seen.answers()) {
      if (answer.reachable()) {
        answer.position().ifPresent(lsn -> reached.put(answer.name(), lsn));
      }
    }
    reached.remove(name);
    long others =
        reached.entrySet().stream()
            .filter(voter -> sync.isStandby(voter.getKey()))
            .filter(voter -> compare(Optional.of(voter.getValue()), position) <= 0)
            .count();
    return (sync.isStandby(name) ? 0 : -1) + others;
  }

  private static int compare(Optional<Lsn> one, Optional<Lsn> other) {
    return one.orElse(new Lsn(0)).compareTo(other.orElse(new Lsn(0)));
  }

  private static Optional<String> notAllowed() {
    return Optional.of("following a different leader because I am not allowed to promote");
  }
}
