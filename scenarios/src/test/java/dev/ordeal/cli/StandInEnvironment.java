package dev.ordeal.cli;

import dev.ordeal.environment.Access;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Three nodes on which faults do nothing but look as if: {@code node1} leads, always. */
final class StandInEnvironment implements Environment {
  private static final NodeName LEADER = new NodeName("node1");

  private final World world;
  private final boolean biting;
  volatile boolean closed;

  /**
   * @param biting whether an effect is seen of faults
   */
  StandInEnvironment(World world, boolean biting) {
    this.world = world;
    this.biting = biting;
  }

  @Override
  public EnvironmentPlan plan() {
    return EnvironmentLibrary.shipped()
        .find("three-nodes", new Position("test", 1, 1), new Problems())
        .orElseThrow();
  }

  @Override
  public void start() {}

  @Override
  public void recycle() {}

  @Override
  public Faults faults() {
    return Looks::new;
  }

  @Override
  public Operations operations() {
    return (_, _) -> new Operations.Answer(200, "done");
  }

  @Override
  public Sessions sessions() {
    throw new UnsupportedOperationException("nobody connects");
  }

  @Override
  public Probes probes() {
    // All that steps by hand ask: who leads, and how that changes.
    return (Probes)
        Proxy.newProxyInstance(
            Probes.class.getClassLoader(),
            new Class<?>[] {Probes.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "cluster" ->
                      new Probes.ClusterView(
                          Optional.of(LEADER), List.of(), List.of(new NodeName("node2")));
                  case "watchLeaderKey" -> leaderKey();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Mailbox<Probes.LeaderKey> leaderKey() {
    Mailbox<Probes.LeaderKey> changes = world.mailbox();
    changes.put(new Probes.LeaderKey(Optional.of(LEADER), 1));
    return changes;
  }

  @Override
  public List<Link> links() {
    return List.of(new Link("node1", "etcd1", 2379));
  }

  @Override
  public Access access() {
    return new Access(
        "ordeal-stand-in",
        List.of(new Access.Endpoint("clients", "writes", "198.18.65.1:5000")),
        List.of(new Access.Login("ordeal", "PostgreSQL", "ORDEAL")));
  }

  @Override
  public SortedMap<String, String> versions() {
    return new TreeMap<>(Map.of("patroni", "4", "image ordeal/x:local", "sha256:0"));
  }

  @Override
  public void collectLogs(Path folder) {}

  @Override
  public void close() {
    closed = true;
  }

  /** A fault that only says that it is one. */
  private final class Looks implements AppliedFault {
    private final Fault fault;
    private volatile boolean healed;

    Looks(Fault fault) {
      this.fault = fault;
    }

    @Override
    public Fault fault() {
      return fault;
    }

    @Override
    public List<String> targets() {
      return List.of("node1");
    }

    @Override
    public String means() {
      return "as if";
    }

    @Override
    public Optional<String> seenToBite(Duration limit) {
      return biting ? Optional.of("it looks so") : Optional.empty();
    }

    @Override
    public String heal() {
      healed = true;
      return "as new";
    }

    @Override
    public boolean inForce() {
      return !healed;
    }
  }
}
