package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Leaving;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SynchronousPace;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The loop: observe, decide, act. Woken by its timer, a change in the store, the end of the server,
 * the end of a job, or somebody who asks.
 */
public final class Agent {
  private static final Wake LEADER_CHANGED = new Wake.StoreChanged("leader");
  private static final Duration BETWEEN_TWO_REQUESTS = Duration.ofMillis(25);
  private static final Duration WITHOUT_STORE = Duration.ofMillis(300);
  private static final Duration WITHOUT_LEADER = Duration.ofMillis(200);
  private static final Duration LEADER_LOOKS = Duration.ofSeconds(1);
  private static final Duration RELEASE_LOOKS = Duration.ofMillis(10);
  private static final Duration LEAST_SLEEP = Duration.ofMillis(5);

  private final AgentParts parts;
  private final World world;
  private final TaskGroup group;
  private final Mailbox<Wake> wakes;
  private final Mind mind;
  private final LeaseKeeper keeper;
  private final Jobs jobs;
  private final Asked asked = new Asked();
  private final Observer observer;
  private final Actor actor;
  private final AgentRequests requests;

  private volatile DynamicSettings settings = DynamicSettings.DEFAULTS;
  private Optional<Map<String, Object>> writtenMember = Optional.empty();
  private Optional<Map<String, Object>> keptConfiguration = Optional.empty();
  private long writtenLease = -1;
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
    this.jobs = new Jobs(world, group, wakes);
    this.observer = new Observer(parts, mind, keeper, jobs, asked, group);
    this.requests = new AgentRequests(parts, mind, jobs, asked, wakes, group);
    LongWork work = new LongWork(parts, group, mind, this::demoted, requests::primary);
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

  private void run() {
    while (!stopped) {
      Moment next = turn();
      await(next);
    }
  }

  /** One cycle; when the next one is due at the latest. */
  private Moment turn() {
    Observation seen = observer.observe(settings);
    seen.store().leader().ifPresent(key -> keeper.keyIsUnder(key.lease()));
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
    return due(seen);
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

  private void takeSettings(DynamicSettings fresh) {
    boolean reload = asked.takeReload();
    if (!fresh.equals(settings) || reload) {
      settings = fresh;
      keeper.useTiming(fresh.timeToLive(), fresh.loopWait());
      try {
        if (reload) {
          parts.postgres().reload(fresh);
        } else {
          parts.postgres().configure(fresh);
        }
      } catch (PortFailure e) {
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
                        || job.kind() == Job.Kind.DEMOTE)
                .orElse(false);
    if (seen.settings().paused() || !mayWrite) {
      keeper.releaseServer();
    } else if (seen.leads()) {
      keeper.guardServer();
    } else if (seen.otherLeader().isPresent()) {
      keeper.anotherLeads();
    }
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
      } catch (PortFailure e) {
        parts.log().warning(String.valueOf(e.getMessage()));
      }
    }
    restartWhereReplayStandsStill(seen);
    requests.restartWhenDue(seen);
    writeMember(seen);
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

  private void writeMember(Observation seen) {
    Optional<Long> lease = keeper.view().id();
    if (!seen.storeReachable() || lease.isEmpty()) {
      return;
    }
    Map<String, Object> value =
        MemberValue.of(
            seen,
            parts.addresses(),
            mind.role,
            mind.checkpointAfterPromote,
            parts.postgres().pendingRestart(),
            asked.scheduled());
    boolean there = seen.store().member(seen.me()).isPresent() && writtenLease == lease.get();
    if (there && (isHeldUp(seen) || writtenMember.filter(value::equals).isPresent())) {
      return;
    }
    try {
      parts.dcs().writeMember(seen.me(), value, lease.get());
      writtenMember = Optional.of(new LinkedHashMap<>(value));
      writtenLease = lease.get();
    } catch (PortFailure e) {
      parts.log().warning(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Where the store has just let an action wait in vain, a leader has no time for another: it must
   * ask the others whether it may go on before its lease runs out.
   */
  private boolean isHeldUp(Observation seen) {
    return world.monotonic().since(seen.now()).compareTo(seen.settings().retryTimeout()) >= 0;
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

  private Moment due(Observation seen) {
    Duration sleep = seen.settings().loopWait();
    if (!seen.storeReachable()) {
      sleep = least(sleep, WITHOUT_STORE);
    }
    if (seen.isNamedLeader()) {
      sleep = least(sleep, LEADER_LOOKS);
    }
    sleep = least(sleep, SynchronousPace.of(seen).orElse(sleep));
    if (seen.store().leader().isEmpty()) {
      sleep = least(sleep, WITHOUT_LEADER);
    }
    Moment due = seen.now().plus(sleep);
    if (seen.isNamedLeader() && seen.server().isPrimary()) {
      Moment demote = keeper.view().demoteBy().plus(LEAST_SLEEP);
      due = demote.isAfter(seen.now()) && demote.isBefore(due) ? demote : due;
    }
    return due;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Sleeps until {@code next} or until something of interest happens. */
  private void await(Moment next) {
    while (!stopped) {
      Duration left = next.since(world.monotonic());
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
    Moment end = world.monotonic().plus(BETWEEN_TWO_REQUESTS);
    Optional<Wake> wake = Optional.empty();
    while (!wake.filter(LEADER_CHANGED::equals).isPresent() && world.monotonic().isBefore(end)) {
      wake = wakes.take(end.since(world.monotonic()));
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
      case Wake.JobEnded(Job job, Optional<String> failure) -> {
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

  private void jobEnded(Job job, Optional<String> failure) {
    requests.jobEnded(job, failure);
    failure.ifPresent(why -> {
      parts.log().error(job.what() + " failed: " + why);
      mind.remember(job, why, world.monotonic().plus(settings.timeToLive()));
    });
  }
}
