package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.SlotNames;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Does what was decided: short things at once, long ones as a job. */
final class Actor {
  private static final Duration START_LIMIT = Duration.ofDays(1);
  private static final Duration LEAST_STOP = Duration.ofMillis(100);
  private static final Duration PATIENT_STOP = Duration.ofMinutes(5);
  private static final Duration BEFORE_FENCE = Duration.ofMillis(100);

  private final AgentParts parts;
  private final Mind mind;
  private final LeaseKeeper keeper;
  private final Jobs jobs;
  private final Asked asked;
  private final Mailbox<Wake> wakes;
  private final LongWork work;

  Actor(
      AgentParts parts,
      Mind mind,
      LeaseKeeper keeper,
      Jobs jobs,
      Asked asked,
      Mailbox<Wake> wakes,
      LongWork work) {
    this.parts = parts;
    this.mind = mind;
    this.keeper = keeper;
    this.jobs = jobs;
    this.asked = asked;
    this.wakes = wakes;
    this.work = work;
  }

  /**
   * Does the actions in order; ends with the first that is refused or fails.
   *
   * @return whether the leader key was taken, which the observation does not know
   */
  boolean act(Observation seen, Decision decision) {
    boolean tookKey = false;
    for (Action action : decision.actions()) {
      try {
        if (!act(seen, action)) {
          parts.log().info("not done: " + action.getClass().getSimpleName() + "; looking again");
          wakes.put(new Wake.Asked());
          return tookKey;
        }
        tookKey = tookKey || action instanceof Action.TakeLeaderKey;
      } catch (PortFailure e) {
        parts.log().warning(e.getMessage() == null ? "failed" : e.getMessage());
        return tookKey;
      }
    }
    return tookKey;
  }

  private boolean act(Observation seen, Action action) {
    String me = seen.me();
    Dcs dcs = parts.dcs();
    Postgres postgres = parts.postgres();
    return switch (action) {
      case Action.TakeLeaderKey() -> took(takes(seen));
      case Action.MoveLeaderKey() -> took(dcs.moveLeaderKey(me, lease(seen)));
      case Action.ReleaseLeaderKey() -> {
        dcs.releaseLeaderKey(me);
        parts.log().info("Leader key released");
        wakes.put(new Wake.Asked());
        yield true;
      }
      case Action.CreateInitialize(String value) -> {
        boolean created = dcs.createInitialize(value);
        wakes.put(new Wake.Asked());
        yield created;
      }
      case Action.ClearFailover(long revision) -> dcs.clearFailover(revision);
      case Action.WriteSync(var state) -> dcs.writeSync(state, me).isPresent();
      case Action.DeleteSync(long revision) -> dcs.deleteSync(revision);
      case Action.WriteHistory() -> history(seen);
      case Action.WriteFailsafe(Map<String, String> addresses) -> dcs.writeFailsafe(addresses, me);
      case Action.WriteStatus() -> status(seen);
      case Action.SetSynchronousNames(String names) ->
          done(() -> postgres.setSynchronousNames(names));
      case Action.Follow(var upstream) -> done(() -> postgres.follow(upstream));
      case Action.WakeUp() -> done(() -> wakes.put(new Wake.Asked()));
      case Action.Exit(int code) -> done(() -> parts.onExit().accept(code));
      case Action.Bootstrap() ->
          begin(
              Job.Kind.BOOTSTRAP,
              "bootstrap",
              () -> work.bootstrap(me, seen.store().timelineClaim(), this::leaseToLeadBy));
      case Action.BootstrapFromRemote(var remote) -> {
        boolean configured = seen.store().configuration().isPresent();
        yield begin(
            Job.Kind.BOOTSTRAP,
            "bootstrap",
            () ->
                work.bootstrapFromRemote(
                    remote,
                    configured,
                    me,
                    seen.store().timelineClaim(),
                    () -> keeper.view().id()));
      }
      case Action.Clone(var source, var upstream) -> {
        asked.reinitialize(Optional.empty());
        yield begin(
            Job.Kind.CLONE,
            seen.wanted().reinitialize().isPresent() ? "reinitialize" : "bootstrap",
            () -> work.copy(source, upstream));
      }
      case Action.StartAsPrimary() -> {
        if (!isKeyMine(seen)) {
          yield false;
        }
        if (!keeper.guardServer(lease(seen))) {
          yield false;
        }
        if (!keeper.activateWatchdog()) {
          dcs.releaseLeaderKey(me);
          parts.log().info("Leader key released");
          yield false;
        }
        yield begin(Job.Kind.START, "start", work::startAsPrimary);
      }
      case Action.Rejoin(var upstream) ->
          begin(Job.Kind.REJOIN, "start", () -> work.rejoin(seen.settings(), upstream));
      case Action.Promote() -> {
        TimelineClaim claim = TimelineClaim.next(seen);
        if (!keeper.guardServer(lease(seen)) || !dcs.claimTimeline(claim, me)) {
          yield false;
        }
        boolean guarded = keeper.activateWatchdog();
        mind.checkpointAfterPromote = false;
        jobs.begin(
            Job.Kind.PROMOTE,
            "promote",
            promoting ->
                work.promote(
                    me, claim.timeline(), guarded, () -> promoting.isCurrent() && holdsLease()));
        yield true;
      }
      case Action.HandOver(List<String> candidates) -> {
        jobs.begin(
            Job.Kind.HAND_OVER,
            "switchover",
            handingOver -> work.handOver(seen, candidates, stopLimit(seen), handingOver));
        yield true;
      }
      case Action.Demote(var mode, boolean release) ->
          begin(Job.Kind.DEMOTE, "demote", () -> work.demote(me, mode, beforeFence(), release));
      case Action.DemoteCluster(boolean archive) ->
          begin(Job.Kind.DEMOTE, "demote", () -> work.demoteCluster(me, archive, stopLimit(seen)));
      case Action.Restart() -> {
        asked.restart(false);
        boolean primary = seen.server().isPrimary();
        if (primary) {
          seen.lease().id().ifPresent(keeper::guardServer);
        }
        jobs.begin(
            Job.Kind.RESTART,
            "restart",
            restarting ->
                work.restart(
                    primary,
                    seen.server().upstream(),
                    stopLimit(seen),
                    () -> restarting.isCurrent() && stillHoldsKey(seen)));
        yield true;
      }
    };
  }

  private boolean begin(Job.Kind kind, String what, Runnable job) {
    jobs.begin(kind, what, job);
    return true;
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }

  private boolean takes(Observation seen) {
    try {
      return parts.dcs().takeLeaderKey(seen.me(), lease(seen), seen.store().timelineClaim());
    } catch (PortFailure.Unavailable e) {
      mind.takeWasNotAnswered();
      throw e;
    }
  }

  /** Won or not, the key wants another look at once; only who has won it goes on. */
  private boolean took(boolean won) {
    wakes.put(new Wake.Asked());
    if (!won) {
      parts.log().info("Could not take out TTL lock");
    }
    return won;
  }

  /**
   * After a hand-over whose answer was lost the key is written anew: what may still be under way
   * then comes to nothing, since it asks for the key as it was.
   */
  private boolean isKeyMine(Observation seen) {
    if (mind.keyMayPass && !parts.dcs().moveLeaderKey(seen.me(), lease(seen))) {
      return false;
    }
    mind.keyMayPass = false;
    return true;
  }

  /**
   * Whether the key is this node's now: written anew, since what was last read of it may be old.
   * Where the store does not answer, what was read counts, as for a server that runs. In
   * maintenance mode a primary needs no key.
   */
  private boolean stillHoldsKey(Observation seen) {
    if (seen.settings().paused()) {
      return true;
    }
    try {
      return keeper.view().id().filter(id -> parts.dcs().moveLeaderKey(seen.me(), id)).isPresent();
    } catch (PortFailure.Unavailable e) {
      return mind.store.isLeader(seen.me());
    }
  }

  private static long lease(Observation seen) {
    return seen.lease().id().orElseThrow(() -> new PortFailure.Refused("there is no lease yet"));
  }

  /** The lease by which a server that takes writes is guarded from now on, where it may lead. */
  private Optional<Long> leaseToLeadBy() {
    return keeper.view().id().filter(keeper::guardServer).filter(_ -> keeper.activateWatchdog());
  }

  private boolean holdsLease() {
    return keeper.view().holds(parts.world().monotonic());
  }

  /** How long a friendly stop may take before the guardian ends the server anyway. */
  private Duration beforeFence() {
    Moment now = parts.world().monotonic();
    Duration left = keeper.view().fenceBy().since(now).minus(BEFORE_FENCE);
    return left.compareTo(LEAST_STOP) < 0 ? LEAST_STOP : left;
  }

  private static Duration stopLimit(Observation seen) {
    return seen.settings().isSynchronous()
        ? seen.settings().primaryStopTimeout().orElse(PATIENT_STOP)
        : PATIENT_STOP;
  }

  private boolean status(Observation seen) {
    SortedMap<String, Lsn> slots = new TreeMap<>();
    Optional<Lsn> position = seen.server().position();
    boolean tells =
        !seen.settings().memberSlotsTtl().isZero() || !seen.settings().permanentSlots().isEmpty();
    if (tells) {
      slots.putAll(mind.slots);
      position.ifPresent(lsn -> slots.put(SlotNames.of(seen.me()), lsn));
      seen.server()
          .standbys()
          .forEach(standby -> slots.put(SlotNames.of(standby.name()), standby.flushed()));
    }
    ClusterStatus status =
        new ClusterStatus(
            position, slots, new TreeSet<>(mind.retained(seen.store(), seen.me(), true)));
    return status.equals(seen.store().status()) || parts.dcs().writeStatus(status, seen.me());
  }

  private boolean history(Observation seen) {
    List<HistoryLine> lines =
        Histories.merged(
            parts.postgres().timelineHistory(),
            seen.server().timeline().orElse(1),
            seen.store().history().orElse(List.of()),
            seen.settings().maximumTimelinesHistory(),
            Times.iso(parts.world().wallClock()),
            seen.me());
    return parts.dcs().writeHistory(lines, seen.me());
  }
}
