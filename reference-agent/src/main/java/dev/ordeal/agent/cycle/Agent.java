package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.CyclePace;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.Leaving;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The loop: observe, decide, act. Woken by its timer, a change in the store, the end of the server,
 * the end of a job, or somebody who asks.
 */
public final class Agent {
  private static final Duration RELEASE_LOOKS = Duration.ofMillis(10);
  private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(1);

  private final AgentParts parts;
  private final World world;
  private final TaskGroup group;
  private final Mailbox<Wake> wakes;
  private final Mind mind;
  private final LeaseKeeper keeper;
  private final Jobs jobs;
  private final LongWork work;
  private final Asked asked = new Asked();
  private final Observer observer;
  private final Actor actor;
  private final AgentRequests requests;
  private final MemberKey memberKey;
  private final BetweenCycles between;

  private volatile DynamicSettings settings = DynamicSettings.DEFAULTS;
  private boolean settingsWait;
  private Optional<Map<String, Object>> keptConfiguration = Optional.empty();
  private String said = "";
  private volatile boolean stopped;

  public Agent(AgentParts parts, TaskGroup group) {
    this.parts = parts;
    this.world = parts.world();
    this.group = group;
    this.wakes = world.mailbox();
    this.mind = new Mind(world.wallClock(), world.monotonic());
    parts
        .postgres()
        .keptConfiguration()
        .ifPresent(kept -> mind.store = StoreView.onlyConfigured(kept));
    this.keeper =
        new LeaseKeeper(
            world,
            parts.dcs(),
            parts.guard(),
            parts.watchdog(),
            parts.log(),
            () -> wakes.put(new Wake.LeaseChanged()));
    this.jobs = new Jobs(world, group, wakes, parts.log());
    this.observer = new Observer(parts, mind, keeper, jobs, asked, group);
    this.requests = new AgentRequests(parts, mind, jobs, asked, wakes, group);
    this.memberKey = new MemberKey(parts, mind, keeper, asked);
    this.between =
        new BetweenCycles(parts, mind, requests, wakes, () -> standAside(settings), () -> stopped);
    this.work =
        new LongWork(
            parts,
            group,
            mind,
            new LongWork.Told(requests::standingDown, this::demoted, requests::primary));
    this.actor = new Actor(parts, mind, keeper, jobs, asked, wakes, work);
  }

  /** What the REST API asks. */
  public Requests requests() {
    return requests;
  }

  /** Begins; returns at once. */
  public void start() {
    parts.postgres().whenServerEnds(() -> wakes.put(new Wake.ServerEnded()));
    parts.dcs().watch(key -> wakes.put(new Wake.StoreChanged(key)));
    keeper.start(group);
    group.spawn("cycle", this::run);
  }

  /**
   * Ends: stops the server and gives leadership up as in a switchover; in maintenance mode nothing
   * is touched (contract, section 7.4).
   */
  public void stop() {
    awaitRelease();
    stopped = true;
    jobs.close();
    new Farewell(parts, mind, keeper, settings).say();
    if (parts.postgres().process().isEmpty()) {
      parts.watchdog().disable();
    }
  }

  /** A synchronous standby goes once no commit waits for it (contract, section 7.4). */
  private void awaitRelease() {
    if (!isHeld()) {
      return;
    }
    asked.stop();
    wakes.put(new Wake.Asked());
    Moment end = world.monotonic().plus(Leaving.patience(settings));
    while (isHeld() && world.monotonic().isBefore(end)) {
      world.sleep(RELEASE_LOOKS);
    }
  }

  private boolean isHeld() {
    return !settings.paused()
        && mind.storeReachable
        && Leaving.isHeld(settings, mind.store, parts.identity().name());
  }

  /**
   * A cycle that was broken off has not ended: where each one is, the lease is not renewed, and
   * another node leads.
   */
  private void run() {
    while (!stopped) {
      try {
        between.await(turn());
      } catch (RuntimeException e) {
        parts.log().mistake("a cycle", e);
        world.sleep(AFTER_A_MISTAKE);
      }
    }
  }

  /** One cycle; when the next one is due at the latest. */
  private Moment turn() {
    Observation seen = observer.observe(settings);
    takeSettings(seen.settings());
    keepConfiguration(seen);
    guard(seen);
    Decision decision = parts.policy().decide(seen);
    say(decision);
    takeRole(MemberValue.role(seen, mind.role));
    mind.remember(seen);
    publish(seen, decision, seen.isNamedLeader(), seen.job().isPresent());
    long jobsBefore = jobs.begun();
    boolean tookKey = actor.act(seen, decision);
    afterwards(seen);
    keeper.cycleEnded();
    boolean jobAround = seen.job().isPresent() || jobs.begun() != jobsBefore;
    publish(seen, decision, seen.isNamedLeader() || tookKey, jobAround);
    return CyclePace.due(seen, keeper.view(), jobs.current().isPresent());
  }

  /** Of other changes of the role tells the work that brings them about. */
  private void takeRole(String role) {
    boolean becomes = role.equals("standby_leader") && !mind.role.equals(role);
    boolean was = role.equals("replica") && mind.role.equals("standby_leader");
    mind.role = role;
    if (becomes || was) {
      parts.postgres().callback("on_role_change", role);
    }
  }

  /**
   * How long whoever failed to be promoted lets others go first: they wait for a time to live where
   * they have not heard of the last leader's lease, and for the next of their cycles.
   */
  private static Duration standAside(DynamicSettings settings) {
    return settings.timeToLive().plus(settings.loopWait().multipliedBy(2));
  }

  private void takeSettings(DynamicSettings fresh) {
    boolean reload = asked.takeReload();
    if (!fresh.equals(settings) || reload || settingsWait) {
      settings = fresh;
      settingsWait = false;
      try {
        if (reload) {
          parts.postgres().reload(fresh);
        } else {
          parts.postgres().configure(fresh);
        }
      } catch (PortFailure e) {
        settingsWait = true;
        parts.log().warning(String.valueOf(e.getMessage()));
      }
    }
  }

  private void keepConfiguration(Observation seen) {
    Optional<Map<String, Object>> fresh = seen.store().configuration();
    if (seen.storeReachable() && fresh.isPresent() && !fresh.equals(keptConfiguration)) {
      try {
        if (parts.postgres().keepConfiguration(fresh.get())) {
          keptConfiguration = fresh;
        }
      } catch (PortFailure e) {
        parts.log().warning(String.valueOf(e.getMessage()));
      }
    }
  }

  private void demoted() {
    mind.role = "demoted";
    requests.demoted();
  }

  /** Whether the guardian has something to guard: a server that takes writes, or soon may. */
  private void guard(Observation seen) {
    boolean mayWrite =
        seen.server().isPrimary()
            || seen.job()
                .map(job ->
                    job.kind() == Job.Kind.START
                        || job.kind() == Job.Kind.PROMOTE
                        || job.kind() == Job.Kind.RESTART
                        || job.kind() == Job.Kind.HAND_OVER
                        || job.kind() == Job.Kind.DEMOTE)
                .orElse(false);
    if (seen.settings().paused() || !mayWrite) {
      keeper.releaseServer();
    } else if (seen.leads() && isKeyUnderMyLease(seen)) {
      seen.lease().id().filter(keeper::guardServer).ifPresent(_ -> keeper.activateWatchdog());
    } else if (seen.otherLeader().isPresent()) {
      keeper.anotherLeads();
    }
  }

  /**
   * Until the key has been moved, who begins beside a running primary leads by the lease of the
   * agent before it, and the guardian's deadline is still that one's.
   */
  private static boolean isKeyUnderMyLease(Observation seen) {
    return seen.store().leader().map(LeaderKey::lease).equals(seen.lease().id());
  }

  private void say(Decision decision) {
    String sentence = decision.reason();
    if (!sentence.equals(said) || !decision.isNothing()) {
      parts.log().info(sentence + " [" + decision.rule() + "]");
    }
    said = sentence;
  }

  /** What every cycle ends with: the slots, then the member key. */
  private void afterwards(Observation seen) {
    if (seen.server().isRunning() && seen.storeReachable() && jobs.current().isEmpty()) {
      try {
        boolean leads = seen.leads();
        mind.slots =
            parts
                .postgres()
                .keepSlots(seen.store(), leads, mind.retained(seen.store(), seen.me(), leads));
        work.checkpointAfterPromotion(seen);
      } catch (PortFailure e) {
        parts.log().warning(String.valueOf(e.getMessage()));
      }
    }
    restartWhereReplayStandsStill(seen);
    requests.restartWhenDue(seen);
    memberKey.write(seen);
  }

  /** A node that replays nothing would be far behind when it is needed, and nobody else sees it. */
  private void restartWhereReplayStandsStill(Observation seen) {
    boolean mayRestart =
        seen.server().isReplica() && !seen.settings().paused() && jobs.current().isEmpty();
    if (mayRestart && parts.postgres().replayWaitsForRestart()) {
      parts.log().warning("replay stands still until a restart with the parameters of the primary");
      asked.restart(true);
      wakes.put(new Wake.Asked());
    }
  }

  /**
   * @param holdsKey as observed, or because the key was taken since
   * @param jobAround whether a job was under way, or has begun since
   */
  private void publish(Observation seen, Decision decision, boolean holdsKey, boolean jobAround) {
    boolean leads =
        mind.failsafeActive
            || (holdsKey && (seen.storeReachable() || seen.lease().holds(seen.now())));
    Optional<Moment> until =
        leads
            ? Optional.of(
                mind.failsafeActive
                    ? seen.now().plus(seen.settings().timeToLive())
                    : seen.lease().demoteBy())
            : Optional.empty();
    requests.publish(
        new NodeSnapshot(
            seen.settings(),
            seen.tags(),
            mind.storeSeen ? Optional.of(seen.store()) : Optional.empty(),
            seen.storeReachable(),
            mind.storeSeenAt,
            mind.storeReadAt,
            seen.server(),
            mind.role,
            until,
            mind.failsafeActive,
            seen.watchdogFailed(),
            jobs.current(),
            parts.postgres().pendingRestart(),
            asked.scheduled(),
            world.monotonic(),
            decision.rule(),
            decision.reason()),
        jobAround);
  }
}
