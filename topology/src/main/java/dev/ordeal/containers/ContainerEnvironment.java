package dev.ordeal.containers;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.measures.AgentStart;
import dev.ordeal.containers.measures.AgentUse;
import dev.ordeal.containers.measures.AgentUses;
import dev.ordeal.containers.measures.PartUse;
import dev.ordeal.containers.measures.PartUses;
import dev.ordeal.containers.measures.ProcessStates;
import dev.ordeal.containers.measures.ProxyStop;
import dev.ordeal.containers.measures.ServerTimes;
import dev.ordeal.containers.measures.StraightProxy;
import dev.ordeal.containers.sessions.JdbcSessions;
import dev.ordeal.environment.Access;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An environment of containers on one engine, started through Testcontainers: one container for
 * each node, store member and proxy, and one, Toxiproxy's, that is every link between them.
 *
 * <p>What it cannot show: the nodes' disks are memory of a fixed size, so no latency or lie of a
 * real disk, and nothing that only a loss of the machine's own power would undo; one kernel and one
 * clock under all nodes; no network but the links' own.
 */
public final class ContainerEnvironment implements Environment {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final EnvironmentPlan plan;
  private final World world;
  private final Images images = Images.configured();
  private @Nullable RunningParts running;
  private volatile boolean closed;

  public ContainerEnvironment(EnvironmentPlan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  @Override
  public EnvironmentPlan plan() {
    return plan;
  }

  @Override
  public void start() {
    if (running != null || closed) {
      throw new IllegalStateException("an environment is started once");
    }
    Engine engine = Engine.connect();
    ReferenceImage.buildIfNeeded(plan.agent().kinds(), images);
    versions(engine);
    byte[] chance = new byte[3];
    ThreadLocalRandom.current().nextBytes(chance);
    String id = "ordeal-" + plan.name() + "-" + HexFormat.of().formatHex(chance);
    RunningParts parts = new RunningParts(plan, world, engine, new Parts(engine, images, plan, id));
    running = parts;
    parts.start(START_LIMIT);
  }

  @Override
  public void recycle() {
    running().recycle(START_LIMIT);
  }

  /**
   * Waits until it is steady, as after {@link #start}.
   *
   * @throws EnvironmentFailed when it does not become so within {@code limit}
   */
  public void awaitSteady(Duration limit) {
    running().awaitSteady(limit);
  }

  /**
   * Makes it ready for another trial as it is: what runs goes on, only what the trial before left
   * behind in the tables and among Ordeal's own watchers is gone.
   *
   * @throws EnvironmentFailed when it is not steady in time
   */
  public void goOn() {
    running().goOn(START_LIMIT);
  }

  /** Freezes it; only {@link #thaw} goes on with it. */
  void freeze(Duration limit) {
    freezing().freeze(limit);
  }

  /** Thaws it; it may still have to become steady. */
  void thaw(Duration limit) {
    freezing().thaw(limit);
  }

  private Freezing freezing() {
    RunningParts known = running();
    return new Freezing(plan, world, known.parts().all(), known.ways());
  }

  @Override
  public Faults faults() {
    return running().ways().faults();
  }

  @Override
  public Operations operations() {
    return running().ways().operations();
  }

  @Override
  public Sessions sessions() {
    return running().ways().sessions();
  }

  @Override
  public Probes probes() {
    return running().ways().probes();
  }

  @Override
  public List<Link> links() {
    return running().parts().addresses().links();
  }

  @Override
  public Access access() {
    Parts parts = running().parts();
    return Entrances.of(parts.id(), plan, parts.addresses());
  }

  @Override
  public SortedMap<String, String> versions() {
    return versions(running().engine());
  }

  private SortedMap<String, String> versions(Engine engine) {
    SortedMap<String, String> versions = new TreeMap<>();
    List<String> parts =
        new ArrayList<>(List.of(images.toxiproxy(), images.etcd(), images.haproxy()));
    plan.agent().kinds().forEach(kind -> parts.add(images.node(kind)));
    parts.forEach(image -> versions.putAll(engine.versions(image)));
    return versions;
  }

  /**
   * Stops the proxy's process for {@code time} and returns once it goes on.
   *
   * @throws FaultUnavailable when it could not be stopped
   */
  public ProxyStop.Stop stopProxy(Duration time) throws FaultUnavailable {
    return ProxyStop.of(running().parts().member(plan.proxy().name()), time);
  }

  /**
   * How long PostgreSQL and its tools take on one of its nodes, in microseconds by name; takes
   * about a minute.
   *
   * @throws EnvironmentFailed when it cannot be measured within {@code limit}
   */
  public SortedMap<String, List<Long>> serverTimes(Duration limit) {
    return ServerTimes.on(running().parts().member(plan.nodes().getLast()), limit);
  }

  /** What every container of it uses now. */
  public List<PartUse> uses() {
    RunningParts parts = running();
    return PartUses.now(parts.engine(), parts.parts().all());
  }

  /**
   * Kills the agents one after the other, and starts each again: how long until it is ready. By
   * nodes.
   */
  public List<Duration> agentStarts() {
    Parts parts = running().parts();
    return plan.nodes().stream().map(parts::member).map(AgentStart::on).toList();
  }

  /** What the agents' own processes use now, by nodes. */
  public List<AgentUse> agentUses() {
    RunningParts parts = running();
    return AgentUses.now(plan.nodes().stream().map(parts.parts()::member).toList());
  }

  /**
   * Sessions to the leader through a second proxy, with no link on any part of the way. Started by
   * this call, it needs a moment to find the leader.
   */
  public Sessions sessionsWithoutLinks() {
    RunningParts parts = running();
    AddressPlan addresses = parts.parts().addresses();
    NodeName proxy = plan.proxy().name();
    StraightProxy.start(parts.parts().member(proxy), plan, addresses);
    var door = new JdbcSessions.Door(addresses.of(proxy), StraightProxy.primaryPort());
    return new JdbcSessions(
        addresses,
        entry -> {
          if (entry instanceof Sessions.Entry.Primary) {
            return door;
          }
          throw new IllegalArgumentException("without links only to the leader: " + entry.path());
        },
        parts.ways().workload());
  }

  @Override
  public void collectLogs(Path folder) {
    RunningParts parts = running();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new EnvironmentFailed("cannot make " + folder, e);
    }
    Parallel.forEach(
        parts.parts().all().stream().filter(Part::wasCreated).toList(),
        part -> parts.engine().log(part.id(), folder.resolve(part.name() + ".log")));
  }

  @Override
  public void collectStates(Path folder) {
    Parallel.forEach(
        running().parts().all().stream().filter(Part::wasCreated).toList(),
        part -> ProcessStates.write(part, folder));
  }

  @Override
  public void close() {
    closed = true;
    RunningParts parts = running;
    running = null;
    if (parts != null) {
      parts.close();
    }
  }

  RunningParts running() {
    RunningParts parts = running;
    if (parts == null) {
      throw new IllegalStateException("the environment does not run");
    }
    return parts;
  }
}
