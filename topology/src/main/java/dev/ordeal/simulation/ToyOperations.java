package dev.ordeal.simulation;

import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Switchover and maintenance; all else is answered by 501. */
final class ToyOperations implements Operations {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Supplier<ToyCluster> running;

  ToyOperations(Supplier<ToyCluster> running) {
    this.running = running;
  }

  @Override
  public Answer perform(Operation operation, Duration limit) {
    ToyCluster cluster = running.get();
    return switch (operation) {
      case Operation.Switchover(NodeName leader, Optional<NodeName> candidate) ->
          switchover(cluster, leader, candidate, limit);
      case Operation.Maintenance(boolean on) -> {
        cluster.store().maintenance(on);
        yield new Answer(200, on ? "maintenance mode is on" : "maintenance mode is off");
      }
      case Operation.Failover o -> missing(o);
      case Operation.Reconfigure o -> missing(o);
      case Operation.RestartServer o -> missing(o);
      case Operation.Reinitialize o -> missing(o);
    };
  }

  private static Answer missing(Operation operation) {
    return new Answer(501, "the simulated agent knows no " + operation.yamlName());
  }

  private static Answer switchover(
      ToyCluster cluster, NodeName leader, Optional<NodeName> candidate, Duration limit) {
    ToyNode old = cluster.node(leader);
    if (old.at(Ports.REST) != Presence.LISTENING) {
      cluster.world().sleep(old.at(Ports.REST) == Presence.SILENT ? limit : Duration.ZERO);
      return new Answer(0, leader + " does not answer");
    }
    if (!old.saysPrimary()) {
      return new Answer(412, leader + " is not the leader");
    }
    Optional<NodeName> next = candidate.or(() -> best(cluster, old));
    if (next.isEmpty() || !old.server().streamingStandbys().contains(next.get())) {
      return new Answer(412, "no good candidate streams from " + leader);
    }
    Moment deadline = cluster.now().plus(limit);
    handOver(cluster, old, next.get());
    while (cluster.now().isBefore(deadline)) {
      if (cluster.node(next.get()).saysPrimary()) {
        return new Answer(200, "successfully switched over to " + next.get());
      }
      cluster.world().sleep(LOOK);
    }
    cluster.store().forgetCandidate();
    return new Answer(503, "the switchover to " + next.get() + " did not come about in time");
  }

  private static Optional<NodeName> best(ToyCluster cluster, ToyNode leader) {
    var chosen = leader.server().synchronousStandbys();
    var streaming = leader.server().streamingStandbys();
    boolean any = chosen.isEmpty();
    return cluster.nodes().stream()
        .map(ToyNode::name)
        .filter(name -> streaming.contains(name) && (any || chosen.contains(name)))
        .findFirst();
  }

  /** As an orderly shutdown, the last of the log reaches the candidate before the key is free. */
  private static void handOver(ToyCluster cluster, ToyNode old, NodeName next) {
    ToyServer candidate = cluster.node(next).server();
    ToyServer leader = old.server();
    if (candidate.log().commonWith(leader.log()) == candidate.log().length()) {
      candidate.log().copyFrom(leader.log());
    }
    cluster
        .operatorTasks()
        .spawn(
            "demote " + old,
            () -> {
              leader.follow(next);
              leader.demote();
            });
    leader.follow(next);
    cluster.store().release(Optional.of(next));
  }
}
