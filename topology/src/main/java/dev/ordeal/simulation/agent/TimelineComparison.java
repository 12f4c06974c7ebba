package dev.ordeal.simulation.agent;

import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.agent.postgres.Divergence;
import dev.ordeal.agent.postgres.TimelineFork;
import dev.ordeal.names.Lsn;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.simulation.postgres.Timelines;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.util.Optional;
import java.util.function.Function;

/** Asks a leader for its timelines, and holds this node's log against them. */
final class TimelineComparison {
  private final SimulatedWorld world;
  private final SimulatedServer server;
  private final ServerLook look;
  private final Function<String, SimulatedServer> servers;
  private final OutgoingConnections connections;

  /**
   * @param servers the servers of all nodes, by name
   */
  TimelineComparison(
      SimulatedWorld world,
      SimulatedServer server,
      ServerLook look,
      Function<String, SimulatedServer> servers,
      OutgoingConnections connections) {
    this.world = world;
    this.server = server;
    this.look = look;
    this.servers = servers;
    this.connections = connections;
  }

  /** Whether the log here has left that of {@code leader}; empty where one of both is not heard. */
  Optional<Boolean> hasDiverged(Upstream leader) {
    Optional<TimelineFork.Here> here =
        server.isAlive()
            ? look.describe().flatMap(TimelineComparison::whereItIs)
            : look.controlFile().map(Divergence::whereItEnded);
    return here.flatMap(each -> hasDiverged(each, leader));
  }

  private static Optional<TimelineFork.Here> whereItIs(Server seen) {
    Optional<Lsn> end = seen.replayed().or(seen::position);
    return end.flatMap(
        at -> seen.timeline().map(timeline -> new TimelineFork.Here(timeline, at, false)));
  }

  private Optional<Boolean> hasDiverged(TimelineFork.Here here, Upstream leader) {
    Mailbox<Optional<Boolean>> answers = world.mailbox();
    Optional<Connection> connection = connections.open(leader.host(), leader.port());
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    SimulatedServer theirs = servers.apply(leader.host());
    Connection open = connection.get();
    open.whenLostByClient(() -> answers.put(Optional.empty()));
    open.request(
        200,
        () -> {
          if (theirs.takesConnections()) {
            Timelines timelines = theirs.data().timelines();
            boolean diverged =
                TimelineFork.hasDiverged(here, timelines.current(), timelines.history());
            open.answer(500, () -> answers.put(Optional.of(diverged)));
          }
        });
    Optional<Boolean> answer = answers.take(OutgoingConnections.LIMIT).flatMap(each -> each);
    open.closeByClient();
    return answer;
  }
}
