package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.RemotePrimary;
import dev.ordeal.agent.policy.SlotNames;
import dev.ordeal.agent.policy.Sources;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The work of jobs: what takes longer than a cycle may. */
final class LongWork {
  private static final Duration START_LIMIT = Duration.ofDays(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(3);
  private static final Duration ASK_AGAIN = Duration.ofMillis(10);
  private static final Duration CATCH_UP = Duration.ofSeconds(2);
  private static final Duration ASK = Duration.ofMillis(500);
  private static final String NO_WATCHDOG = "the watchdog could not be activated";
  private static final Duration STOP_REPLICA = Duration.ofSeconds(10);

  private final AgentParts parts;
  private final World world;
  private final TaskGroup group;
  private final Mind mind;
  private final Told told;
  private @Nullable Task checkpoint;

  /**
   * Who is told at once what becomes of the server, rather than in the next cycle.
   *
   * @param standingDown it is about to be stopped so that another one may lead: proxies that ask
   *     need not send it clients any more
   * @param demoted it takes no writes any more, before anyone could be told that the key is free:
   *     peers that ask then must not hear of a primary
   * @param primary it runs as a primary
   */
  record Told(Runnable standingDown, Runnable demoted, Runnable primary) {
    static final Told NOBODY = new Told(() -> {}, () -> {}, () -> {});
  }

  LongWork(AgentParts parts, TaskGroup group, Mind mind, Told told) {
    this.told = told;
    this.parts = parts;
    this.world = parts.world();
    this.group = group;
    this.mind = mind;
  }

  /**
   * Makes the cluster and takes its leadership (contract, section 7.1).
   *
   * @param seen the newest timeline that was claimed when this was decided
   * @param guarded begins to guard the server that takes writes; the lease to lead by, where it may
   */
  void bootstrap(String me, TimelineClaim seen, Supplier<Optional<Long>> guarded) {
    Dcs dcs = parts.dcs();
    try {
      parts.postgres().bootstrap();
      dcs.writeInitialize(systemIdentifier());
      dcs.writeConfiguration(parts.bootstrapConfiguration());
      long lease = guarded.get().orElseThrow(() -> new PortFailure.Refused(NO_WATCHDOG));
      if (!dcs.takeLeaderKey(me, lease, seen)) {
        throw new PortFailure.Refused("somebody else leads already");
      }
    } catch (PortFailure e) {
      giveUpBootstrap(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private String systemIdentifier() {
    return parts
        .postgres()
        .look()
        .systemIdentifier()
        .orElseThrow(() -> new PortFailure.Unavailable("the new server is silent"));
  }

  private void releaseKey(String me) {
    parts.dcs().releaseLeaderKey(me);
    parts.log().info("Leader key released");
  }

  /** Another node may try; what is wrong here is for people to look at. */
  private void giveUpBootstrap(String why) {
    parts.log().error("Failed to bootstrap cluster: " + why);
    try {
      parts.postgres().abandonBootstrap();
    } catch (PortFailure e) {
      parts.log().error(String.valueOf(e.getMessage()));
    }
    try {
      parts.dcs().deleteInitialize();
    } finally {
      parts.onExit().accept(1);
    }
  }

  /** Makes the first node of a standby cluster and takes its leadership (contract, section 6). */
  void bootstrapFromRemote(
      StandbyCluster remote,
      boolean configured,
      String me,
      TimelineClaim seen,
      Supplier<Optional<Long>> presentLease) {
    Dcs dcs = parts.dcs();
    try {
      parts.postgres().copyFromRemote(remote);
      parts.log().info("standby leader has been created from the remote primary");
      parts.postgres().startAsReplica(RemotePrimary.of(remote), START_LIMIT);
      dcs.writeInitialize(systemIdentifier());
      if (!configured) {
        dcs.writeConfiguration(parts.bootstrapConfiguration());
      }
      long lease =
          presentLease.get().orElseThrow(() -> new PortFailure.Refused("there is no lease"));
      if (!dcs.takeLeaderKey(me, lease, seen)) {
        throw new PortFailure.Refused("somebody else leads already");
      }
    } catch (PortFailure e) {
      dcs.deleteInitialize();
      throw e;
    }
  }

  void copy(Member source, Optional<Upstream> upstream) {
    stopReplica();
    parts.postgres().copyFrom(source);
    parts.log().info("replica has been created from " + source.name());
    parts.postgres().startAsReplica(upstream, START_LIMIT);
  }

  private void stopReplica() {
    if (parts.postgres().process().isPresent()) {
      parts.postgres().stop(StopMode.FAST, STOP_REPLICA);
    }
  }

  /** Starts as a replica of {@code upstream}, on its timeline (contract, section 6). */
  void rejoin(DynamicSettings settings, Optional<Upstream> upstream) {
    Postgres postgres = parts.postgres();
    Optional<Upstream> authority = Sources.authority(settings, upstream);
    boolean diverged =
        authority.map(leader -> postgres.hasDiverged(leader).orElse(false)).orElse(false);
    stopReplica();
    if (diverged && settings.usePgRewind()) {
      parts.log().info("running pg_rewind from " + authority.map(Upstream::name).orElse(""));
      postgres.rewind(authority.orElseThrow());
    }
    removeFragments();
    postgres.startAsReplica(upstream, START_LIMIT);
  }

  private void removeFragments() {
    for (String segment : parts.postgres().removeFragments()) {
      parts.log().warning("removed segment " + segment + ", which had not come as far as its fork");
    }
  }

  void startAsPrimary() {
    parts.postgres().startAsPrimary(START_LIMIT);
    told.primary().run();
  }

  /**
   * Promotes, unless the watchdog or the user's own step forbids it; then the policy gives the key
   * back, so that another node may try (contract, section 4.2).
   *
   * @param guarded whether the server may lead as far as the watchdog is concerned
   * @param stillLeads whether nothing has come between since the key was taken
   */
  void promote(String me, int timeline, boolean guarded, BooleanSupplier stillLeads) {
    Postgres postgres = parts.postgres();
    if (!guarded) {
      throw new PortFailure.Refused(NO_WATCHDOG);
    }
    postgres.beforePromotion();
    if (!stillLeads.getAsBoolean()) {
      throw new PortFailure.Refused("not promoted: leadership was lost before");
    }
    removeFragments();
    postgres.promote(timeline);
    told.primary().run();
    parts.log().info("promoted; the server takes writes");
    group.spawn(
        "after promotion",
        () -> {
          postgres.callback("on_role_change", "primary");
          try {
            postgres.keepSlots(mind.store, true, mind.retained(mind.store, me, true));
          } catch (PortFailure e) {
            parts.log().warning("after the promotion: " + e.getMessage());
          }
        });
  }

  /**
   * Until the checkpoint that follows a promotion, whoever has diverged waits with its rewind
   * (contract, section 4.2): it is made however the promotion ended. For after the slots have been
   * kept: a checkpoint removes log that no slot holds.
   */
  void checkpointAfterPromotion(Observation seen) {
    boolean owed =
        !mind.checkpointAfterPromote && seen.server().isPrimary() && seen.job().isEmpty();
    if (!owed || (checkpoint != null && !checkpoint.isDone())) {
      return;
    }
    checkpoint =
        group.spawn(
            "checkpoint after promotion",
            () -> {
              try {
                parts.postgres().checkpoint();
                mind.checkpointAfterPromote = true;
              } catch (PortFailure e) {
                parts.log().warning("after the promotion: " + e.getMessage());
              }
            });
  }

  /**
   * Gives leadership up without the loss of a write: the key passes on as soon as a candidate has
   * the whole log, even where the server's last processes are still ending. The server takes writes
   * until its checkpoint is done, which on large buffers may take long.
   *
   * @param work itself
   */
  void handOver(Observation seen, List<String> candidates, Duration stopLimit, Jobs.UnderWay work) {
    Postgres postgres = parts.postgres();
    postgres.checkpoint();
    if (!work.isCurrent()) {
      throw new PortFailure.Refused("not handed over: something else came between");
    }
    work.goesOnAs(Job.Kind.DEMOTE);
    told.standingDown().run();
    Task stopping = group.spawn("stop", () -> postgres.stop(StopMode.FAST, stopLimit));
    Optional<Lsn> end = Optional.empty();
    while (end.isEmpty() && !stopping.join(LOOK_AGAIN)) {
      end = postgres.shutdownCheckpoint();
    }
    if (end.isEmpty()) {
      end = postgres.shutdownCheckpoint();
    }
    told.demoted().run();
    Optional<ClusterStatus> last = end.map(at -> lastStatus(seen.me(), at));
    Optional<String> level = end.flatMap(at -> awaitCandidate(seen, candidates, at));
    if (!last.flatMap(status -> level.filter(name -> handed(seen, name, status))).isPresent()) {
      last.ifPresent(status -> parts.dcs().writeStatus(status, seen.me()));
      releaseKey(seen.me());
    }
    stopping.join(stopLimit.plusSeconds(20));
    postgres.callback("on_role_change", "demoted");
  }

  private ClusterStatus lastStatus(String me, Lsn end) {
    return mind.store.status().endingAt(end, SlotNames.of(me));
  }

  /**
   * Gives the key to a node that has just said that it is level, rather than to whoever is first:
   * it need not run for it, and nobody else is asked. Only where that node speaks of itself as one
   * of ours; not in maintenance mode, where a replica with the key gives it back.
   */
  private boolean handed(Observation seen, String name, ClusterStatus last) {
    Optional<LeaderKey> held = seen.store().leader();
    boolean isOurs =
        seen.store()
            .member(name)
            .filter(member -> Identity.AGENT.equals(member.written().get("agent")))
            .isPresent();
    if (held.isEmpty() || !isOurs || seen.settings().paused()) {
      return false;
    }
    try {
      boolean handed = parts.dcs().handLeaderKey(held.get(), name, last);
      if (handed) {
        parts.log().info("Leader key handed over to " + name);
      }
      return handed;
    } catch (PortFailure.Refused e) {
      parts.log().warning(e.getMessage() == null ? "the key was not handed over" : e.getMessage());
      return false;
    } catch (PortFailure.Unavailable e) {
      mind.keyMayPass = true;
      throw e;
    }
  }

  /**
   * Waits, for a moment, until one of them has the record that the log ends with; who that is,
   * empty where none has it.
   */
  private Optional<String> awaitCandidate(Observation seen, List<String> candidates, Lsn end) {
    Map<String, String> addresses = new LinkedHashMap<>();
    for (String name : candidates) {
      seen.store().member(name).ifPresent(member -> addresses.put(name, member.apiUrl()));
    }
    Moment patience = world.monotonic().plus(CATCH_UP);
    while (world.monotonic().isBefore(patience)) {
      Optional<String> level =
          parts.peers().ask(addresses, ASK, Optional.empty()).values().stream()
              .filter(peer -> peer.position().filter(lsn -> lsn.compareTo(end) > 0).isPresent())
              .map(PeerAnswer::name)
              .findFirst();
      if (level.isPresent()) {
        return level;
      }
      world.sleep(ASK_AGAIN);
    }
    parts.log().warning("no candidate has the shutdown checkpoint yet; handing over anyway");
    return Optional.empty();
  }

  /** Stops what may not take writes any more; whether the key is given back is the rule's. */
  void demote(String me, StopMode mode, Duration limit, boolean release) {
    parts.postgres().stop(mode, limit);
    told.demoted().run();
    if (release) {
      releaseKey(me);
    }
    parts.postgres().callback("on_role_change", "demoted");
  }

  /**
   * Stops the primary of a cluster that is to follow another one. The standbys have its whole log
   * when a fast stop ends, so that any of them may lead next (contract, section 4.4).
   */
  void demoteCluster(String me, boolean archive, Duration stopLimit) {
    Postgres postgres = parts.postgres();
    postgres.stop(StopMode.FAST, stopLimit);
    told.demoted().run();
    Optional<Lsn> end = postgres.shutdownCheckpoint();
    end.ifPresent(at -> parts.dcs().writeStatus(lastStatus(me, at), me));
    if (archive) {
      postgres.archiveLastSegment();
    } else {
      releaseKey(me);
    }
    postgres.callback("on_role_change", "demoted");
  }

  /**
   * Stops the server and starts it again.
   *
   * @param primary as what it ran
   * @param stillLeads whether nothing has come between that forbids it to be a primary again
   */
  void restart(
      boolean primary,
      Optional<Upstream> upstream,
      Duration stopLimit,
      BooleanSupplier stillLeads) {
    Postgres postgres = parts.postgres();
    postgres.stop(StopMode.FAST, stopLimit);
    if (primary) {
      if (!stillLeads.getAsBoolean()) {
        throw new PortFailure.Refused("not started as a primary: leadership was lost meanwhile");
      }
      startAsPrimary();
    } else {
      removeFragments();
      postgres.startAsReplica(upstream, START_LIMIT);
    }
  }
}
