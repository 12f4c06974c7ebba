package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.sessions.Connecting;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.RealWorld;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A running environment that the tests of one class share. */
final class Started implements AutoCloseable {
  static final Duration BITE = Duration.ofSeconds(8);
  static final Duration LIMIT = Duration.ofSeconds(3);

  final ContainerEnvironment environment;

  Started(EnvironmentPlan plan) {
    environment = new ContainerEnvironment(plan, RealWorld.of(1));
    try {
      environment.start();
    } catch (RuntimeException | Error e) {
      environment.close();
      throw e;
    }
  }

  NodeName leader() {
    return environment.probes().cluster(LIMIT).leader().orElseThrow();
  }

  NodeName replica() {
    return environment.probes().cluster(LIMIT).streaming().getFirst();
  }

  /** The link by which clients reach the server of {@code node}. */
  Link besideLink(NodeName node) {
    return new Link(Link.CLIENTS, node.value(), Ports.POSTGRESQL);
  }

  /** Applies it and shows that it bites. */
  AppliedFault biting(Fault fault) throws FaultUnavailable {
    AppliedFault applied = environment.faults().apply(fault);
    var seen = applied.seenToBite(BITE);
    System.out.println(
        fault.yamlName() + " " + applied.targets() + " by " + applied.means() + ": " + seen);
    assertThat(seen).as("seen to bite").isPresent();
    return applied;
  }

  /** What the server of {@code node} answers to a statement, asked straight. */
  String ask(NodeName node, String statement) throws SQLException {
    RunningParts running = environment.running();
    String address = running.parts().addresses().of(node);
    try (Connection connection =
            Connecting.open(
                address, Ports.POSTGRESQL, running.ways().workload(), new Properties(), LIMIT);
        ResultSet row = connection.createStatement().executeQuery(statement)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** By how much the wall clock of the server of {@code node} is ahead of ours. */
  Duration clockAhead(NodeName node) throws SQLException {
    String seconds = ask(node, "select extract(epoch from clock_timestamp())");
    return Duration.ofMillis(
        Math.round(Double.parseDouble(seconds) * 1000) - System.currentTimeMillis());
  }

  /** The container of a node or a member. */
  Part member(NodeName name) {
    return environment.running().parts().member(name);
  }

  /** Waits until it holds; fails when it does not within {@code limit}. */
  static void eventually(Duration limit, Callable<Boolean> condition) {
    Awaitility.await().pollInterval(Duration.ofMillis(300)).atMost(limit).until(condition);
  }

  void awaitSteady() {
    environment.awaitSteady(Duration.ofSeconds(60));
  }

  @Override
  public void close() {
    environment.close();
  }
}
