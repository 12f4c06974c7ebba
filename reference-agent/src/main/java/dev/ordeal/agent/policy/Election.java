package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Optional;
import java.util.stream.Stream;

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
        .or(() -> Vacancy.against(seen))
        .or(() -> votes(seen));
  }

  private static Optional<String> standing(Observation seen) {
    if (seen.settings().paused() && !isCandidate(seen)) {
      return Optional.of("PAUSE: waiting for a primary; nobody is promoted in maintenance mode");
    }
    if (seen.lease().id().isEmpty()) {
      return Optional.of("waiting for a lease of my own");
    }
    if (!seen.lease().holds(seen.now())) {
      return Optional.of("waiting: my lease was not renewed in time, who leads by it must stop");
    }
    if (seen.memory().isOutAfterFailedPromotion(seen.now())) {
      return Optional.of("waiting: I failed to be promoted a moment ago");
    }
    if (seen.tags().noFailover()) {
      return notAllowed();
    }
    if (seen.watchdogFailed()) {
      return Optional.of("not allowed to be promoted: the watchdog device cannot be used");
    }
    if (Fitness.isOutOfFailsafe(seen, seen.me())) {
      return Optional.of("not allowed to be promoted: I am not in the failsafe list");
    }
    return Optional.empty();
  }

  /** In synchronous mode only who has every acknowledged write may stand. */
  private static Optional<String> synchronous(Observation seen) {
    return isSynchronousEnough(seen, seen.me()) ? Optional.empty() : notAllowed();
  }

  /** A failover, other than a switchover, may name a node that is not synchronous. */
  private static boolean isSynchronousEnough(Observation seen, String name) {
    SyncState sync = seen.store().sync();
    return seen.settings().synchronousMode() != SynchronousMode.ON
        || !sync.exists()
        || sync.names(name)
        || (isCandidate(seen, name)
            && seen.store().failover().filter(wish -> !wish.isSwitchover()).isPresent());
  }

  private static boolean isCandidate(Observation seen) {
    return isCandidate(seen, seen.me());
  }

  private static boolean isCandidate(Observation seen, String name) {
    return seen.store()
        .failover()
        .flatMap(ManualFailover::candidate)
        .filter(name::equals)
        .isPresent();
  }

  /**
   * A candidate goes first while it is fit, and the leader that was given up goes last. Nobody
   * waits for who lacks votes, may not be promoted, or waits for whoever is ahead: the two would
   * wait for each other.
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
            .filter(answer -> !Fitness.isOutOfFailsafe(seen, answer.name()))
            .filter(answer -> isSynchronousEnough(seen, answer.name()))
            .filter(answer -> hasVotes(seen, Voter.of(answer)))
            .isPresent();
    if (candidateIsFit) {
      return Optional.of(
          "manual failover: waiting for " + candidate.orElse("") + " to take the key");
    }
    boolean wasLeader = wish.get().leader().filter(seen.me()::equals).isPresent();
    boolean anotherIsFit =
        seen.answers().stream()
            .filter(answer -> Fitness.fit(seen, answer))
            .filter(answer -> hasVotes(seen, Voter.of(answer)))
            .anyMatch(answer -> seen.store().sync().exists() || isLevel(seen, answer));
    return wasLeader && anotherIsFit
        ? Optional.of("manual failover: I was the leader and another node is fit")
        : Optional.empty();
  }

  private static boolean isLevel(Observation seen, PeerAnswer answer) {
    return compare(answer.position(), seen.server().position()) >= 0;
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
    return Fitness.mayLead(seen, answer.name(), answer.tags())
        && !Fitness.isBehindInTimeline(seen, answer.timeline());
  }

  private static Optional<String> votes(Observation seen) {
    Voter me = Voter.me(seen);
    return hasVotes(seen, me)
        ? Optional.empty()
        : Optional.of(
            "not enough votes: " + votesFor(seen, me) + " of " + seen.store().sync().quorum());
  }

  /** Quorum mode: the last leader has every acknowledged write, anybody else needs votes. */
  private static boolean hasVotes(Observation seen, Voter candidate) {
    SyncState sync = seen.store().sync();
    return !seen.settings().isQuorum()
        || !sync.exists()
        || sync.leader().filter(candidate.name()::equalsIgnoreCase).isPresent()
        || votesFor(seen, candidate) >= sync.quorum();
  }

  /**
   * How many voters were reached that say that they are not ahead of {@code candidate}. Who does
   * not know its position, since its server does not answer, may be ahead.
   */
  private static long votesFor(Observation seen, Voter candidate) {
    SyncState sync = seen.store().sync();
    Stream<Voter> reached = seen.answers().stream().filter(PeerAnswer::reachable).map(Voter::of);
    long others =
        Stream.concat(Stream.of(Voter.me(seen)), reached)
            .filter(voter -> !voter.name().equals(candidate.name()))
            .filter(voter -> sync.isStandby(voter.name()))
            .filter(voter -> voter.position().isPresent())
            .filter(voter -> isNotAhead(seen, voter, candidate))
            .count();
    return (sync.isStandby(candidate.name()) ? 0 : -1) + others;
  }

  /**
   * What a voter has on a timeline that the cluster has left is not missed: whoever was promoted
   * from there had the votes of those that had acknowledged.
   */
  private static boolean isNotAhead(Observation seen, Voter voter, Voter candidate) {
    return compare(voter.position(), candidate.position()) <= 0
        || (voter.timeline().isPresent() && Fitness.isBehindInTimeline(seen, voter.timeline()));
  }

  /** What one node says of the log that it has. */
  private record Voter(String name, Optional<Integer> timeline, Optional<Lsn> position) {
    static Voter me(Observation seen) {
      return new Voter(seen.me(), seen.server().timeline(), seen.server().position());
    }

    static Voter of(PeerAnswer answer) {
      return new Voter(answer.name(), answer.timeline(), answer.position());
    }
  }

  private static int compare(Optional<Lsn> one, Optional<Lsn> other) {
    return one.orElse(new Lsn(0)).compareTo(other.orElse(new Lsn(0)));
  }

  private static Optional<String> notAllowed() {
    return Optional.of("following a different leader because I am not allowed to promote");
  }
}
