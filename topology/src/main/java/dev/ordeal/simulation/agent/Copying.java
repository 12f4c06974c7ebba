package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Where the data of a replica come from: pg_basebackup, pg_rewind. */
final class Copying {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final long QUESTION_NANOS = 100_000_000;

  private final SimulatedWorld world;
  private final SimulatedServer server;
  private final Function<String, SimulatedServer> servers;
  private final OutgoingConnections connections;
  private final DrawnDelays delays;

  /**
   * @param servers the servers of all nodes, by name
   */
  Copying(
      SimulatedWorld world,
      SimulatedServer server,
      Function<String, SimulatedServer> servers,
      OutgoingConnections connections,
      DrawnDelays delays) {
    this.world = world;
    this.server = server;
    this.servers = servers;
    this.connections = connections;
    this.delays = delays;
  }

  /** Replaces all data by those of {@code source}. */
  void baseBackup(Member source) {
    server.data().empty();
    URI address = URI.create(source.connectUrl());
    transfer(address.getHost(), address.getPort(), Delays::baseBackup, "pg_basebackup");
  }

  /** Makes the log here that of {@code leader}. */
  void rewind(Upstream leader) {
    if (!servers.apply(leader.host()).isPrimary()) {
      throw new PortFailure.Refused("pg_rewind wants a primary, and " + leader.name() + " is none");
    }
    transfer(leader.host(), leader.port(), Delays::rewind, "pg_rewind");
  }

  /** Keeps a connection to {@code host} for as long as the copy takes, which breaks with it. */
  private void transfer(String host, int port, Function<Delays, Delay> takes, String tool) {
    Mailbox<String> broken = world.mailbox();
    Connection connection =
        connections
            .open(host, port)
            .orElseThrow(() -> new PortFailure.Refused(tool + " cannot connect to " + host));
    connection.whenLostByClient(() -> broken.put("the connection was lost"));
    SimulatedServer source = servers.apply(host);
    server.data().beginCopy();
    long end = world.nanos() + delays.nanos(takes);
    Optional<String> failure = Optional.empty();
    while (failure.isEmpty() && world.nanos() < end) {
      // A question now and then, whose answer shows that the other side is still there.
      Mailbox<Boolean> heard = world.mailbox();
      connection.request(100, () -> connection.answer(10_000, () -> heard.put(true)));
      failure = broken.take(Duration.ofNanos(Math.min(QUESTION_NANOS, end - world.nanos())));
      if (failure.isEmpty() && heard.take(SILENCE).isEmpty()) {
        failure = Optional.of("no answer");
      }
    }
    if (failure.isPresent() || !source.takesConnections()) {
      connection.closeByClient();
      throw new PortFailure.Refused(tool + " failed: " + failure.orElse("the server has stopped"));
    }
    server.data().copy(source.data());
    connection.closeByClient();
  }
}
