package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.FailsafeList;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.LeaseLeft;
import dev.ordeal.agent.policy.LogFit;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.WhomToAsk;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what the agent knows: the store, the server, the lease, and the peers where needed. */
final class Observer {
  private static final Duration SERVER_LIMIT = Duration.ofMillis(400);
  private static final Duration PEER_LIMIT = Duration.ofSeconds(2);
  private static final Duration LEAST_PEER_LIMIT = Duration.ofMillis(200);

  /** What a fast stop takes, on a machine that is not idle. */
  private static final Duration STOP_TAKES = Duration.ofMillis(300);

  private static final Duration LEAST_STORE_LIMIT = Duration.ofMillis(300);

  private final AgentParts parts;
  private final Mind mind;
  private final LeaseKeeper keeper;
  private final Jobs jobs;
  private final Asked asked;
  private final Looking<Looked> looking;
  private final LogFitLook logFit;
  private final LeaderLeaseLook leaderLease;

  Observer(
      AgentParts parts, Mind mind, LeaseKeeper keeper, Jobs jobs, Asked asked, TaskGroup group) {
    this.parts = parts;
    this.mind = mind;
    this.keeper = keeper;
    this.jobs = jobs;
    this.asked = asked;
    this.looking = new Looking<>(group, "look at the server", this::look);
    this.logFit = new LogFitLook(parts.postgres(), group, parts.world().monotonic());
    this.leaderLease = new LeaderLeaseLook(parts, group);
  }

  /**
   * @param jobsEnded how many jobs had ended when the look began
   */
  private record Looked(Server server, long jobsEnded) {}

  private Looked look() {
    long jobsEnded = jobs.ended().jobs();
    return new Looked(parts.postgres().look(), jobsEnded);
  }

  /**
   * A job that was under way when a look began counts as under way: what is seen of the store, or
   * of a server that has not answered since, may be older than what the job has done to it.
   */
  Observation observe(DynamicSettings known) {
    Optional<Job> before = jobs.current();
    readStore(known);
    StoreView store = mind.store;
    Optional<LeaseLeft> lease = mind.storeReachable ? leaderLease.look(store) : Optional.empty();
    DynamicSettings settings =
        parts.settings().read(configuration(store), hasForeignMembers(store));
    keeper.useTiming(settings.timeToLive(), settings.loopWait());
    parts.dcs().useTiming(settings.retryTimeout(), keeper.timing().renewalLimit());
    Looked looked = looking.look(SERVER_LIMIT).orElseGet(this::look);
    Server server = looked.server();
    Optional<Job> busy = before.or(() -> endedSince(looked));
    Observation seen =
        observation(settings, server, lease, busy, new TreeMap<>(), false, LogFit.CONTINUES);
    SortedMap<String, String> whom = WhomToAsk.addresses(seen);
    if (!whom.isEmpty()) {
      Optional<String> former =
          store.leader().isEmpty() ? mind.memory.lastLeader() : Optional.empty();
      var answers = parts.peers().ask(whom, PEER_LIMIT, former);
      return observation(settings, server, lease, busy, answers, false, LogFit.CONTINUES);
    }
    return observation(
        settings, server, lease, busy, new TreeMap<>(), failsafe(seen), logFit.fit(seen));
  }

  private Optional<Job> endedSince(Looked looked) {
    Jobs.Ended ended = jobs.ended();
    return ended.jobs() == looked.jobsEnded() ? Optional.empty() : ended.last();
  }

  /** A leader never waits for the store so long that it misses its own deadline. */
  private void readStore(DynamicSettings settings) {
    Moment now = parts.world().monotonic();
    Duration limit = settings.retryTimeout();
    if (mind.store.isLeader(parts.identity().name())) {
      Duration left = keeper.view().demoteBy().since(now);
      limit = left.compareTo(limit) < 0 ? left : limit;
    }
    parts
        .dcs()
        .useTiming(
            limit.compareTo(LEAST_STORE_LIMIT) < 0 ? LEAST_STORE_LIMIT : limit,
            keeper.timing().renewalLimit());
    try {
      mind.store = parts.dcs().read();
      mind.storeSeen = true;
      mind.storeReachable = true;
      mind.storeSeenAt = parts.world().wallClock();
      mind.storeReadAt = now;
    } catch (PortFailure e) {
      if (mind.storeReachable) {
        parts.log().error("Error communicating with DCS: " + e.getMessage());
      }
      mind.storeReachable = false;
    }
  }

  /**
   * The key {@code config}. While it is absent, what it was last: the leader of a standby cluster
   * that loses it must not take that for a promotion. Before there is a cluster, what it will be.
   */
  private Map<String, Object> configuration(StoreView store) {
    mind.configuration = store.configuration().or(() -> mind.configuration);
    boolean initialized = store.initialize().filter(value -> !value.isEmpty()).isPresent();
    return mind.configuration.orElseGet(
        () -> initialized ? Map.of() : parts.bootstrapConfiguration());
  }

  /** Members of another agent: its least values then hold for all. */
  private boolean hasForeignMembers(StoreView store) {
    return store.membersBut(parts.identity().name()).stream()
        .anyMatch(member -> !member.written().containsKey("agent"));
  }

  private Observation observation(
      DynamicSettings settings,
      Server server,
      Optional<LeaseLeft> leaseLeft,
      Optional<Job> busy,
      SortedMap<String, PeerAnswer> peers,
      boolean failsafeAgreed,
      LogFit fit) {
    return new Observation(
        parts.world().monotonic(),
        parts.world().wallClock(),
        parts.identity().name(),
        parts.tags().get(),
        settings,
        mind.storeReachable,
        mind.store,
        server,
        keeper.view(),
        leaseLeft,
        peers,
        mind.failsafeLeader(parts.world().monotonic()),
        failsafeAgreed,
        fit,
        parts.watchdog().forbidsLeading(),
        busy.or(jobs::current),
        asked.wanted(parts.canBootstrap()),
        mind.memory);
  }

  /**
   * How long a leader without store may wait for the others: an answer that comes when the guardian
   * has ended the server is of no use, and where they do not agree it has to be stopped before.
   *
   * @param untilFence how much later the guardian ends the server
   */
  static Duration failsafeLimit(Duration untilFence) {
    Duration left = untilFence.minus(STOP_TAKES);
    Duration limit = left.compareTo(LEAST_PEER_LIMIT) < 0 ? LEAST_PEER_LIMIT : left;
    return limit.compareTo(PEER_LIMIT) < 0 ? limit : PEER_LIMIT;
  }

  /** Without store the leader asks everyone to go on following it (contract, section 4.6). */
  private boolean failsafe(Observation seen) {
    boolean ask =
        !seen.storeReachable()
            && seen.settings().failsafeMode()
            && seen.server().isPrimary()
            && seen.isNamedLeader()
            && seen.store().failsafe().containsKey(seen.me());
    if (!ask) {
      mind.failsafeActive = false;
      return false;
    }
    Map<String, String> others = FailsafeList.toAsk(seen.store(), seen.me());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", seen.me());
    body.putAll(parts.addresses());
    Map<String, Object> slots = new LinkedHashMap<>();
    seen.store().status().slots().forEach((name, lsn) -> slots.put(name, lsn.bytes()));
    body.put("slots", slots);
    Moment sent = parts.world().monotonic();
    Duration limit = failsafeLimit(keeper.fenceBy().since(sent));
    boolean agreed = others.isEmpty() || parts.peers().tellThatILead(others, body, limit);
    if (agreed) {
      keeper.failsafeAgreed(sent);
    }
    mind.failsafeActive = agreed;
    return agreed;
  }
}
