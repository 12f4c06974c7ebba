package dev.ordeal.agent.policy;

import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.Observation.CopyOf;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes observations for tests: node1 looks, of three nodes; everything is well until said. */
final class Seen {
  static final Moment NOW = new Moment(Duration.ofSeconds(1000).toNanos());
  static final long LEASE = 7;

  private DynamicSettings settings = DynamicSettings.DEFAULTS;
  private boolean reachable = true;
  private Optional<LeaderKey> leader = Optional.of(new LeaderKey("node2", 8, 5));
  private final SortedMap<String, Member> members = new TreeMap<>();
  private Optional<ManualFailover> failover = Optional.empty();
  private Optional<String> initialize = Optional.of("71");
  private Optional<List<HistoryLine>> history = Optional.empty();
  private TimelineClaim claim = TimelineClaim.NONE;
  private Map<String, String> failsafe = Map.of();
  private SyncState sync = SyncState.ABSENT;
  private Optional<Lsn> optime = Optional.of(new Lsn(1000));
  private Tags tags = Tags.NONE;
  private Set<String> retained = Set.of();
  private Moment now = NOW;
  private LeaseView lease =
      new LeaseView(
          Optional.of(LEASE), NOW.plus(Duration.ofSeconds(1)), NOW.plus(Duration.ofSeconds(2)));
  private Optional<LeaseLeft> leaseLeft = Optional.empty();
  private final SortedMap<String, PeerAnswer> peers = new TreeMap<>();
  private Optional<String> failsafeLeader = Optional.empty();
  private boolean failsafeAgreed;
  private LogFit fit = LogFit.CONTINUES;
  private boolean watchdogFailed;
  private Optional<Job> job = Optional.empty();
  private Observation.Wanted wanted = Observation.Wanted.NOTHING;
  private Memory memory = Memory.NONE;
  private ServerState state = ServerState.RUNNING;
  private Server.DataDirectory data = Server.DataDirectory.VALID;
  private Optional<Role> role = Optional.of(Role.REPLICA);
  private int timeline = 1;
  private Lsn position = new Lsn(1000);
  private Optional<Upstream> upstream =
      Optional.of(new Upstream("node2", "node2", 5432, Optional.of("node1")));
  private final List<Server.Standby> standbys = new ArrayList<>();
  private String names = "";
  private boolean standbySignal;

  private Seen() {
    for (String name : List.of("node1", "node2", "node3")) {
      members.put(name, member(name, Tags.NONE).under(name.equals("node2") ? 8 : 9));
    }
  }

  /** node1 is a replica of node2. */
  static Seen replica() {
    Seen seen = new Seen();
    seen.memory = seen.remembering(false);
    return seen;
  }

  /** node1 leads. */
  static Seen leader() {
    Seen seen = new Seen();
    seen.leader = Optional.of(new LeaderKey("node1", LEASE, 5));
    seen.role = Optional.of(Role.PRIMARY);
    seen.upstream = Optional.empty();
    seen.memory = seen.remembering(true);
    return seen;
  }

  private Memory remembering(boolean wasPrimary) {
    return new Memory(
        wasPrimary,
        Optional.of("node2"),
        new TreeMap<>(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        names,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new LastRead(NOW, 8, 0)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Member member(String name, Tags tags) {
    return new Member(
        name,
        "postgres://" + name + ":5432/postgres",
        "http://" + name + ":8008/patroni",
        "running",
        "replica",
        "4.1.5",
        tags,
        Optional.of(new Lsn(1000)),
        Optional.of("streaming"),
        Optional.of(1),
        true,
        false);
  }

  Seen offersItself(String name) {
    members.put(name, member(name, new Tags(Map.of("clonefrom", true))));
    return this;
  }

  Seen without(String name) {
    members.remove(name);
    return this;
  }

  /** The key of {@code name} lives under another lease than before. */
  Seen anotherLease(String name) {
    members.computeIfPresent(name, (_, member) -> member.under(10));
    return this;
  }

  /** The leader keeps the slots of members that are away. */
  Seen retaining(String... slots) {
    retained = Set.of(slots);
    return this;
  }

  Seen later(Duration by) {
    now = NOW.plus(by);
    return this;
  }

  Seen noLeader() {
    leader = Optional.empty();
    return this;
  }

  /** Nobody has written the key {@code status}. */
  Seen nobodyEverLed() {
    optime = Optional.empty();
    return this;
  }

  Seen ledBy(String name) {
    leader = Optional.of(new LeaderKey(name, 9, 6));
    return this;
  }

  /** The lease of node2 goes on for so long, as the store said just now. */
  Seen leaseLeft(Duration left) {
    leaseLeft = Optional.of(LeaseLeft.told(8, left, now, now));
    return this;
  }

  Seen storeUnreachable() {
    reachable = false;
    return this;
  }

  Seen leaseRunOut() {
    lease = new LeaseView(lease.id(), NOW.minus(Duration.ofMillis(1)), NOW);
    return this;
  }

  Seen withoutLease() {
    lease = new LeaseView(Optional.empty(), NOW, NOW);
    return this;
  }

  Seen settings(DynamicSettings changed) {
    settings = changed;
    return this;
  }

  Seen mode(SynchronousMode mode, boolean strict, int count) {
    settings = Settings.synchronous(mode, strict, count);
    return this;
  }

  Seen sync(String by, Set<String> standbys, int quorum) {
    sync = SyncState.of(by, standbys, quorum, 3);
    return this;
  }

  Seen server(ServerState now) {
    state = now;
    role = now == ServerState.RUNNING ? role : Optional.empty();
    return this;
  }

  Seen primary() {
    role = Optional.of(Role.PRIMARY);
    return this;
  }

  Seen replicaServer() {
    role = Optional.of(Role.REPLICA);
    return this;
  }

  Seen emptyData() {
    data = Server.DataDirectory.EMPTY;
    return server(ServerState.STOPPED);
  }

  Seen unfinishedData() {
    data = Server.DataDirectory.UNFINISHED;
    return server(ServerState.STOPPED);
  }

  Seen timeline(int id) {
    timeline = id;
    return this;
  }

  Seen at(long bytes) {
    position = new Lsn(bytes);
    return this;
  }

  Seen claimed(int timeline, long revision) {
    claim = new TimelineClaim(timeline, revision);
    return this;
  }

  Seen history(HistoryLine... lines) {
    history = Optional.of(List.of(lines));
    return this;
  }

  Seen uninitialized() {
    initialize = Optional.empty();
    return this;
  }

  Seen initialize(String value) {
    initialize = Optional.of(value);
    return this;
  }

  Seen tagged(Map<String, Object> written) {
    tags = new Tags(written);
    return this;
  }

  Seen failsafeList(Map<String, String> addresses) {
    failsafe = addresses;
    return this;
  }

  Seen toldByFailsafe(String name) {
    failsafeLeader = Optional.of(name);
    return this;
  }

  Seen failsafeAgreed() {
    failsafeAgreed = true;
    return this;
  }

  Seen leftBehind() {
    fit = LogFit.LEFT_BEHIND;
    return this;
  }

  Seen diverged() {
    fit = LogFit.DIVERGED;
    return this;
  }

  Seen watchdogFailed() {
    watchdogFailed = true;
    return this;
  }

  Seen wish(Optional<String> from, Optional<String> to) {
    failover = Optional.of(new ManualFailover(from, to, Optional.empty(), 11));
    return this;
  }

  Seen wishAt(Instant when) {
    failover =
        Optional.of(
            new ManualFailover(Optional.of("node1"), Optional.empty(), Optional.of(when), 11));
    return this;
  }

  Seen job(Job.Kind kind) {
    job = Optional.of(new Job(kind, "start", NOW));
    return this;
  }

  Seen wants(boolean restart, boolean reinitialize, boolean bootstrap) {
    wanted =
        new Observation.Wanted(
            restart,
            reinitialize ? Optional.of(CopyOf.WHOEVER_OFFERS) : Optional.empty(),
            bootstrap,
            false);
    return this;
  }

  Seen wantsCopy(CopyOf source) {
    wanted = new Observation.Wanted(false, Optional.of(source), false, false);
    return this;
  }

  Seen wantsToStop() {
    wanted = new Observation.Wanted(false, Optional.empty(), false, true);
    return this;
  }

  /** It has wanted to be no synchronous standby any more for so long. */
  Seen leavingFor(Duration time) {
    memory =
        new Memory(
            false,
            memory.lastLeader(),
            new TreeMap<>(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            names,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new LastRead(NOW, 8, 0)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(NOW.minus(time)),
            Optional.empty(),
            false);
    return this;
  }

  Seen remembers(Memory changed) {
    memory = changed;
    return this;
  }

  Seen upstream(Optional<Upstream> changed) {
    upstream = changed;
    return this;
  }

  /** The server has other names than those that are remembered. */
  Seen namesNow(String text) {
    names = text;
    return this;
  }

  Seen standbySignal() {
    standbySignal = true;
    return this;
  }

  Seen names(String text, long effectiveAt) {
    names = text;
    memory =
        new Memory(
            true,
            memory.lastLeader(),
            new TreeMap<>(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            text,
            Optional.of(NOW),
            Optional.of(new Lsn(effectiveAt)),
            Optional.of(new LastRead(NOW, 8, 0)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    return this;
  }

  Seen standby(String name, String syncState, long flushed) {
    Lsn lsn = new Lsn(flushed);
    standbys.add(new Server.Standby(name, "streaming", syncState, lsn, lsn, lsn));
    return this;
  }

  Seen answers(String name, boolean primary, long bytes) {
    return answers(name, primary, bytes, Tags.NONE);
  }

  Seen answers(String name, boolean primary, long bytes, Tags with) {
    return answers(name, primary, bytes, 1, with);
  }

  /** A replica answers. */
  Seen answersOn(int onTimeline, String name, long bytes, Tags with) {
    return answers(name, false, bytes, onTimeline, with);
  }

  private Seen answers(String name, boolean primary, long bytes, int onTimeline, Tags with) {
    peers.put(
        name,
        new PeerAnswer(
            name,
            true,
            primary,
            Optional.of(new Lsn(bytes)),
            Optional.of(onTimeline),
            with,
            false));
    return this;
  }

  /** Its agent answers, but its server does not. */
  Seen answersWithoutPosition(String name) {
    peers.put(
        name,
        new PeerAnswer(name, true, false, Optional.empty(), Optional.empty(), Tags.NONE, false));
    return this;
  }

  Seen silent(String name) {
    peers.put(name, PeerAnswer.silent(name));
    return this;
  }

  Observation now() {
    StoreView store =
        new StoreView(
            leader,
            members,
            Optional.of(Map.of()),
            1,
            initialize,
            failover,
            history,
            claim,
            new ClusterStatus(optime, new TreeMap<>(), new TreeSet<>(retained)),
            sync,
            failsafe,
            20);
    Server server =
        new Server(
            state,
            data,
            role,
            Optional.of(timeline),
            Optional.of(position),
            Optional.of(position),
            Optional.of(position),
            upstream,
            role.filter(Role.REPLICA::equals).isPresent(),
            standbys,
            names,
            Optional.of("71"),
            state != ServerState.CRASHED,
            standbySignal);
    return new Observation(
        now,
        Instant.parse("2026-11-25T00:00:00Z"),
        "node1",
        tags,
        settings,
        reachable,
        store,
        server,
        lease,
        leaseLeft,
        peers,
        failsafeLeader,
        failsafeAgreed,
        fit,
        watchdogFailed,
        job,
        wanted,
        memory);
  }

  Decision decision() {
    return HaPolicy.STANDARD.decide(now());
  }

  /** Settings for tests. */
  static final class Settings {
    private Settings() {}

    static DynamicSettings synchronous(SynchronousMode mode, boolean strict, int count) {
      return with(mode, strict, count, false, false, false, Duration.ofSeconds(300));
    }

    static DynamicSettings paused() {
      return with(SynchronousMode.OFF, false, 1, false, false, true, Duration.ofSeconds(300));
    }

    static DynamicSettings failsafe() {
      return with(SynchronousMode.OFF, false, 1, false, true, false, Duration.ofSeconds(300));
    }

    static DynamicSettings following(StandbyCluster cluster) {
      return following(Optional.of(cluster), false);
    }

    static DynamicSettings pausedFollowing(StandbyCluster cluster) {
      return following(Optional.of(cluster), true);
    }

    static DynamicSettings failingOverAtOnce() {
      return with(SynchronousMode.OFF, false, 1, false, false, false, Duration.ZERO);
    }

    static DynamicSettings archive() {
      return with(
          SynchronousMode.OFF,
          false,
          1,
          false,
          false,
          false,
          Duration.ofSeconds(300),
          Optional.empty(),
          new TreeMap<>(Map.of("restore_command", "cp /archive/%f %p")));
    }

    static DynamicSettings checkingTimelines() {
      return checkingTimelines(SynchronousMode.OFF);
    }

    static DynamicSettings checkingTimelines(SynchronousMode mode) {
      return with(mode, false, 1, true, false, false, Duration.ofSeconds(300));
    }

    private static DynamicSettings following(Optional<StandbyCluster> cluster, boolean paused) {
      return with(
          SynchronousMode.OFF,
          false,
          1,
          true,
          false,
          paused,
          Duration.ofSeconds(300),
          cluster,
          new TreeMap<>());
    }

    private static DynamicSettings with(
        SynchronousMode mode,
        boolean strict,
        int count,
        boolean checkTimeline,
        boolean failsafe,
        boolean paused,
        Duration startTimeout) {
      return with(
          mode,
          strict,
          count,
          checkTimeline,
          failsafe,
          paused,
          startTimeout,
          Optional.empty(),
          new TreeMap<>());
    }

    private static DynamicSettings with(
        SynchronousMode mode,
        boolean strict,
        int count,
        boolean checkTimeline,
        boolean failsafe,
        boolean paused,
        Duration startTimeout,
        Optional<StandbyCluster> standbyCluster,
        SortedMap<String, String> recovery) {
      DynamicSettings d = DynamicSettings.DEFAULTS;
      return new DynamicSettings(
          d.timeToLive(),
          d.loopWait(),
          d.retryTimeout(),
          d.maximumLagOnFailover(),
          d.maximumLagOnSyncNode(),
          d.maximumTimelinesHistory(),
          checkTimeline,
          startTimeout,
          d.primaryStopTimeout(),
          mode,
          strict,
          count,
          failsafe,
          paused,
          d.useSlots(),
          true,
          false,
          false,
          d.memberSlotsTtl(),
          d.permanentSlots(),
          d.ignoreSlots(),
          d.parameters(),
          recovery,
          d.hba(),
          d.ident(),
          standbyCluster);
    }
  }
}
