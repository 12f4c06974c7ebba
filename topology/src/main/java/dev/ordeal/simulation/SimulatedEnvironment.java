package dev.ordeal.simulation;

import dev.ordeal.environment.Access;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A toy environment in virtual time, which proves that engine, workloads, sensors and checks run in
 * a simulated world and convict what they should. Its parts are states of one model: every message
 * between them is delivered, dropped or refused by one function, and faults are what that function
 * looks at.
 *
 * <p>It imitates: nodes with a server and an agent each, a store with a lease and a majority, a
 * proxy with checks, streaming replication with its lag, timelines, synchronous commits, and the
 * truncation of a log at rejoin. It does not imitate: real PostgreSQL, etcd, HAProxy or any real
 * agent, their timing, their SQL, their disks or their memory; see {@link ToyAgent}. It tells of
 * the judge, and of nothing that is judged.
 *
 * <p>Its ways in may be asked for before it is started, but not used. Only for worlds in which one
 * task runs at a time.
 */
public final class SimulatedEnvironment implements Environment {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final EnvironmentPlan plan;
  private final World world;
  private final Set<Misbehaviour> planted;
  private final Faults faults = new ToyFaults(this::running);
  private final Operations operations = new ToyOperations(this::running);
  private final Sessions sessions = new ToySessions(this::running);
  private final Probes probes = new ToyProbes(this::running);
  private Optional<ToyCluster> cluster = Optional.empty();
  private boolean closed;

  /**
   * @param planted what it does wrong; nothing where the set is empty
   */
  public SimulatedEnvironment(EnvironmentPlan plan, World world, Set<Misbehaviour> planted) {
    this.plan = plan;
    this.world = world;
    EnumSet<Misbehaviour> copy = EnumSet.noneOf(Misbehaviour.class);
    copy.addAll(planted);
    this.planted = copy;
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
    ToyCluster started = new ToyCluster(plan, world, planted);
    cluster = Optional.of(started);
    started.start();
    Moment deadline = world.monotonic().plus(START_LIMIT);
    while (true) {
      List<String> missing = ToySteadiness.missing(started);
      if (missing.isEmpty()) {
        return;
      }
      if (!world.monotonic().isBefore(deadline)) {
        throw new EnvironmentFailed("not steady after " + START_LIMIT + ": " + missing);
      }
      world.sleep(LOOK);
    }
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
    return ToyLinks.of(plan);
  }

  /** Nobody can reach what only exists in virtual time. */
  @Override
  public Access access() {
    return new Access("simulated", List.of(), List.of());
  }

  @Override
  public SortedMap<String, String> versions() {
    return new TreeMap<>(Map.of("agent", "toy of the simulated environment"));
  }

  /** There are no logs: the parts write none. */
  @Override
  public void collectLogs(Path folder) {}

  @Override
  public void close() {
    closed = true;
    cluster.ifPresent(ToyCluster::end);
    cluster = Optional.empty();
  }

  private ToyCluster running() {
    return cluster.orElseThrow(() -> new IllegalStateException("the environment does not run"));
  }
}
