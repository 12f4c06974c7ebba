package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Observation.CopyOf;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.names.Role;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers the REST API out of what the cycle published, and passes on what it asks for. */
final class AgentRequests implements Requests {
  /** A hand-over waits for what a candidate says of its position. */
  private static final Duration FRESH = Duration.ofMillis(20);

  private static final Duration STATUS_LIMIT = Duration.ofMillis(500);
  private static final Duration RESTART_LIMIT = Duration.ofMinutes(5);

  private final AgentParts parts;
  private final World world;
  private final Mind mind;
  private final Jobs jobs;
  private final Asked asked;
  private final Mailbox<Wake> wakes;
  private final Looking<Optional<ServerStatus>> looking;
  private final Mailbox<Outcome> restarted;

  private final Published published;
  private boolean becamePrimary;
  private volatile Optional<ServerStatus> status = Optional.empty();
  private volatile Moment statusAt;

  AgentRequests(
      AgentParts parts, Mind mind, Jobs jobs, Asked asked, Mailbox<Wake> wakes, TaskGroup group) {
    this.parts = parts;
    this.world = parts.world();
    this.mind = mind;
    this.jobs = jobs;
    this.asked = asked;
    this.wakes = wakes;
    this.looking = new Looking<>(group, "status of the server", parts.postgres()::status);
    this.restarted = world.mailbox();
    this.statusAt = world.monotonic().minus(FRESH.multipliedBy(2));
    this.published = new Published(world, Blank.node(world.monotonic()));
  }

  /**
   * Takes what a cycle found. A cycle that began while a job was under way may have looked at the
   * server before the job made it a primary.
   *
   * @param jobAround whether a job was under way when the cycle looked, or has begun since
   */
  synchronized void publish(NodeSnapshot fresh, boolean jobAround) {
    NodeSnapshot last = published.last();
    becamePrimary = becamePrimary && jobAround && last.server().isPrimary();
    NodeSnapshot known = becamePrimary ? last : fresh;
    published.put(with(fresh, known.server(), known.role()));
  }

  /** The server is about to be stopped so that another one may lead. */
  synchronized void standingDown() {
    published.put(with(published.last(), published.last().server(), published.last().role()));
  }

  /** The server takes writes from now on; whether it may is the lease's affair. */
  synchronized void primary() {
    becamePrimary = true;
    // Asked of a replica; whatever comes of it later has new data.
    asked.reinitialize(Optional.empty());
    statusAt = world.monotonic().minus(FRESH.multipliedBy(2));
    NodeSnapshot last = published.last();
    published.put(with(last, Blank.primary(last.server()), "primary"));
  }

  /** Between the end of the server and the next cycle nobody must be told that it runs. */
  void serverEnded() {
    withoutServer(published.last().role());
  }

  /** The server takes no writes any more and the key is about to be free. */
  void demoted() {
    withoutServer("demoted");
  }

  private synchronized void withoutServer(String role) {
    becamePrimary = false;
    statusAt = world.monotonic().minus(FRESH.multipliedBy(2));
    NodeSnapshot last = published.last();
    published.put(with(last, Blank.down(last.server()), role));
  }

  /** What is under way may have changed since {@code old} was put together. */
  private NodeSnapshot with(NodeSnapshot old, Server server, String role) {
    return new NodeSnapshot(
        old.settings(),
        old.tags(),
        old.store(),
        old.storeReachable(),
        old.storeSeen(),
        old.storeReadAt(),
        server,
        role,
        old.leadsUntil(),
        old.failsafeActive(),
        old.watchdogFailed(),
        jobs.current(),
        old.pendingRestart(),
        old.scheduledRestart(),
        old.cycleEnded(),
        old.rule(),
        old.reason());
  }

  void jobEnded(Job job, Optional<String> failure) {
    if (job.kind() == Job.Kind.RESTART) {
      restarted.put(
          failure.isEmpty()
              ? new Outcome(true, "restarted successfully")
              : new Outcome(false, "restart failed"));
    }
  }

  @Override
  public NodeSnapshot snapshot() {
    return published.last();
  }

  @Override
  public NodeSnapshot snapshotAfter(NodeSnapshot known, Duration limit) {
    return published.after(known, limit);
  }

  @Override
  public Map<String, Map<String, Object>> memberValues() {
    Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    mind.store.members().values().forEach(each -> values.put(each.name(), each.written()));
    return values;
  }

  @Override
  public Optional<ServerStatus> serverStatus() {
    Moment now = world.monotonic();
    if (now.since(statusAt).compareTo(FRESH) > 0) {
      status = looking.freshLook(STATUS_LIMIT).flatMap(each -> each);
      statusAt = now;
    }
    return status;
  }

  @Override
  public void wake() {
    wakes.put(new Wake.Asked());
  }

  @Override
  public void reload() {
    parts.reload().run();
    asked.reload();
    wake();
  }

  @Override
  public Outcome restart(Map<String, Object> filters, Optional<Duration> timeout) {
    Optional<Job> busy = jobs.current();
    if (busy.isPresent()) {
      return new Outcome(false, busy.get().what() + " already in progress");
    }
    boolean meant =
        filters.isEmpty()
            || serverStatus()
                .filter(server ->
                    RestartConditions.hold(filters, server, role(server), isRestartPending()))
                .isPresent();
    if (!meant) {
      return new Outcome(false, "restart conditions are not satisfied");
    }
    while (restarted.take(Duration.ZERO).isPresent()) {
      // Outcomes of restarts that nobody waits for any more.
    }
    asked.restart(true);
    wake();
    return restarted
        .take(timeout.orElse(RESTART_LIMIT))
        .orElseGet(() -> new Outcome(false, "postgres is still starting"));
  }

  @Override
  public boolean scheduleRestart(Instant when, Map<String, Object> filters) {
    String started = serverStatus().map(ServerStatus::postmasterStartTime).orElse("");
    boolean taken = asked.schedule(new NodeSnapshot.ScheduledRestart(when, started, filters));
    wake();
    return taken;
  }

  private String role(ServerStatus server) {
    if (server.role() == Role.PRIMARY) {
      return "primary";
    }
    return published.last().role().equals("standby_leader") ? "standby_leader" : "replica";
  }

  private boolean isRestartPending() {
    return !published.last().pendingRestart().isEmpty();
  }

  /** Asks for the scheduled restart once its time has come; in maintenance mode it waits. */
  void restartWhenDue(Observation seen) {
    Optional<NodeSnapshot.ScheduledRestart> scheduled = asked.scheduled();
    if (scheduled.isEmpty() || seen.settings().paused() || jobs.current().isPresent()) {
      return;
    }
    Optional<RestartConditions.Due> due =
        serverStatus()
            .map(server ->
                RestartConditions.due(
                    scheduled.get(), server, role(server), isRestartPending(), seen.wallClock()));
    switch (due.orElse(RestartConditions.Due.WAITS)) {
      case WAITS -> {}
      case OVERTAKEN -> drop("the server was started anew since it was asked for");
      case NOT_MEANT -> drop("its conditions are not satisfied");
      case NOW -> {
        asked.cancel();
        asked.restart(true);
        wake();
      }
    }
  }

  private void drop(String why) {
    asked.cancel();
    parts.log().info("the scheduled restart is dropped: " + why);
  }

  @Override
  public boolean cancelScheduledRestart() {
    boolean any = asked.cancel();
    wake();
    return any;
  }

  @Override
  public Outcome reinitialize(boolean force, boolean fromLeader) {
    StoreView store = mind.store;
    if (store.leader().isEmpty()) {
      return new Outcome(false, "Cluster has no leader, can not reinitialize");
    }
    if (store.isLeader(parts.identity().name())) {
      return new Outcome(false, "I am the leader, can not reinitialize");
    }
    Optional<Job> busy = jobs.current();
    if (busy.isPresent() && !force) {
      return new Outcome(false, busy.get().what() + " already in progress");
    }
    asked.reinitialize(Optional.of(fromLeader ? CopyOf.LEADER : CopyOf.WHOEVER_OFFERS));
    wake();
    return new Outcome(true, "reinitialize started");
  }

  @Override
  public Outcome failsafe(Map<String, Object> leader) {
    NodeSnapshot now = published.last();
    if (!now.settings().failsafeMode()) {
      return new Outcome(false, "failsafe mode is off");
    }
    if (now.server().isPrimary()) {
      return new Outcome(false, "Running as a leader");
    }
    boolean ours = leader.containsKey("agent");
    Duration remembered = ours ? now.settings().timeToLive() : longer(now.settings().timeToLive());
    mind.failsafeFrom(
        String.valueOf(leader.getOrDefault("name", "")), world.monotonic().plus(remembered));
    return new Outcome(true, "Accepted");
  }

  /** Patroni's own least time to live, for a sender that goes by it. */
  private static Duration longer(Duration timeToLive) {
    Duration least = Duration.ofSeconds(20);
    return timeToLive.compareTo(least) < 0 ? least : timeToLive;
  }

  @Override
  public Map<String, PeerAnswer> askPeers(Collection<String> names, Duration limit) {
    StoreView store = mind.store;
    Map<String, String> addresses = new LinkedHashMap<>();
    for (String name : names) {
      store.member(name).ifPresent(member -> addresses.put(name, member.apiUrl()));
    }
    Map<String, PeerAnswer> answers = new TreeMap<>();
    names.forEach(name -> answers.put(name, PeerAnswer.silent(name)));
    answers.putAll(parts.peers().ask(addresses, limit, Optional.empty()));
    return answers;
  }

  /** Nodes and servers of which nothing is known. */
  static final class Blank {
    private Blank() {}

    static NodeSnapshot node(Moment now) {
      return new NodeSnapshot(
          DynamicSettings.DEFAULTS,
          Tags.NONE,
          Optional.empty(),
          false,
          Instant.EPOCH,
          now,
          server(ServerState.STOPPED),
          "uninitialized",
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          now,
          "",
          "");
    }

    static Server server(ServerState state) {
      return new Server(
          state,
          Server.DataDirectory.EMPTY,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          java.util.List.of(),
          "",
          Optional.empty(),
          false,
          false);
    }

    static Server primary(Server last) {
      return new Server(
          ServerState.RUNNING,
          last.dataDirectory(),
          Optional.of(Role.PRIMARY),
          last.timeline(),
          last.position(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          last.standbys(),
          last.synchronousNames(),
          last.systemIdentifier(),
          false,
          false);
    }

    static Server down(Server last) {
      return new Server(
          ServerState.CRASHED,
          last.dataDirectory(),
          Optional.empty(),
          last.timeline(),
          last.position(),
          Optional.empty(),
          Optional.empty(),
          last.upstream(),
          false,
          java.util.List.of(),
          "",
          last.systemIdentifier(),
          false,
          last.standbySignal());
    }
  }
}
