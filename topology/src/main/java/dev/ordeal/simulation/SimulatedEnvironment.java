package dev.ordeal.simulation;

import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.environment.Access;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.LinkList;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.DelaysFile;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.mistakes.Mistakes;
import dev.ordeal.simulation.ports.TurningPoint;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An environment in virtual time: the real reference agent on every node, whatever kind of agent
 * the plan names, on twins of PostgreSQL, etcd, HAProxy, guardian, network, disks and clocks. What
 * each twin cannot imitate stands at its top ({@code SimulatedServer}, {@code SimulatedEtcd},
 * {@code SimulatedProxy}, {@code Network}, {@code SimulatedPostgres}).
 *
 * <p>Nodes begin with empty disks: one makes the cluster, the others copy it. Its ways in may be
 * asked for before it is started, but not used. It runs only in a {@link SimulatedWorld}.
 */
public final class SimulatedEnvironment implements Environment {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration TABLES_LIMIT = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(600);

  private final EnvironmentPlan plan;
  private final World world;
  private final Mistakes mistakes;
  private final Faults faults = new SimulatedFaults(this::running);
  private final Sessions sessions = new SimulatedSessions(this::running);
  private final Probes probes = new SimulatedProbes(this::running);
  private final Operations operations =
      new SimulatedOperations(this::running, limit -> probes.cluster(limit).leader());
  private Optional<SimulatedCluster> cluster = Optional.empty();
  private boolean closed;

  /**
   * An environment that does not run yet.
   *
   * @param world a {@link SimulatedWorld}, else it cannot be started
   * @param planted what it does wrong; nothing where the set is empty
   */
  public SimulatedEnvironment(EnvironmentPlan plan, World world, Set<Misbehaviour> planted) {
    this.plan = plan;
    this.world = world;
    this.mistakes = new Mistakes(planted);
  }

  @Override
  public EnvironmentPlan plan() {
    return plan;
  }

  @Override
  public void start() {
    if (closed || cluster.isPresent()) {
      throw new IllegalStateException("an environment is started once");
    }
    startNew();
  }

  @Override
  public void recycle() {
    running().end();
    startNew();
  }

  private void startNew() {
    if (!(world instanceof SimulatedWorld simulated)) {
      throw new EnvironmentFailed("a simulated environment runs in a simulated world only");
    }
    SimulatedCluster started = new SimulatedCluster(plan, simulated, mistakes);
    cluster = Optional.of(started);
    started.start();
    Moment deadline = world.monotonic().plus(START_LIMIT);
    await(deadline, () -> SimulatedSteadiness.missing(started, probes));
    await(deadline, () -> createTables(started));
    Lsn tables =
        probes
            .cluster(GLANCE)
            .leader()
            .flatMap(leader -> probes.server(leader, GLANCE).lsn())
            .orElse(new Lsn(0));
    await(deadline, () -> withoutTables(tables));
  }

  private interface Look {
    List<String> missing();
  }

  private void await(Moment deadline, Look look) {
    while (true) {
      List<String> missing = look.missing();
      if (missing.isEmpty()) {
        return;
      }
      if (!world.monotonic().isBefore(deadline)) {
        throw new EnvironmentFailed("not steady after " + START_LIMIT + ": " + missing);
      }
      world.sleep(LOOK);
    }
  }

  private static List<String> createTables(SimulatedCluster started) {
    try (SimulatedSession session =
        SimulatedSessions.open(started, new Sessions.Entry.Primary(), TABLES_LIMIT)) {
      session.createTables(TABLES_LIMIT);
      return List.of();
    } catch (SessionFailure e) {
      return List.of("the tables cannot be made through the proxy: " + e.getMessage());
    }
  }

  private List<String> withoutTables(Lsn since) {
    List<String> without = new ArrayList<>();
    for (NodeName node : plan.nodes()) {
      Optional<Lsn> there = probes.server(node, GLANCE).lsn();
      if (there.filter(lsn -> lsn.compareTo(since) >= 0).isEmpty()) {
        without.add(node + " does not have the tables yet");
      }
    }
    return without;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public Operations operations() {
    return operations;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Probes probes() {
    return probes;
  }

  @Override
  public List<Link> links() {
    return LinkList.of(plan);
  }

  /** Nobody can reach what only exists in virtual time. */
  @Override
  public Access access() {
    return new Access("simulated", List.of(), List.of());
  }

  @Override
  public SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("agent", "reference agent");
    versions.put("delays", "of " + DelaysFile.shipped().measured());
    versions.put("everything else", "twins of the simulated environment");
    return versions;
  }

  /** What the agents have said; the twins write no logs. */
  @Override
  public void collectLogs(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<NodeName, List<String>> log : agentLogs().entrySet()) {
        Files.write(folder.resolve(log.getKey() + ".log"), log.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the logs cannot be written", e);
    }
  }

  /** The names of the rules by which agents decide; a line of their logs ends with one. */
  public static List<String> rules() {
    return HaPolicy.names();
  }

  /** What the agent of every node has said last, in lines; nothing before the start. */
  public SortedMap<NodeName, List<String>> agentLogs() {
    SortedMap<NodeName, List<String>> logs = new TreeMap<>();
    cluster
        .map(SimulatedCluster::nodes)
        .ifPresent(nodes -> nodes.forEach(node -> logs.put(node.name(), node.log().lines())));
    return logs;
  }

  /** When agents changed something since the start; nothing before it. */
  public List<TurningPoint> turningPoints() {
    return cluster.map(started -> started.turningPoints().all()).orElse(List.of());
  }

  @Override
  public void close() {
    closed = true;
    cluster.ifPresent(SimulatedCluster::end);
    cluster = Optional.empty();
  }

  private SimulatedCluster running() {
    return cluster.orElseThrow(() -> new IllegalStateException("the environment does not run"));
  }
}
