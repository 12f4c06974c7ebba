package dev.ordeal.simulation;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at the parts themselves; no cut of a link is in the way. */
final class ToyProbes implements Probes {
  private static final Duration ROUND_TRIP = Duration.ofNanos(300_000);
  private static final Duration CONFIRMATION_LOOK = Duration.ofMillis(2);

  private final Supplier<ToyCluster> running;

  ToyProbes(Supplier<ToyCluster> running) {
    this.running = running;
  }

  @Override
  public ServerView server(NodeName node, Duration limit) {
    ToyCluster cluster = running.get();
    Reach reach = reach(cluster, cluster.node(node).at(Ports.POSTGRESQL), limit);
    if (reach != Reach.ANSWERED) {
      return new ServerView(reach, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
    ToyServer server = cluster.node(node).server();
    return new ServerView(
        reach,
        Optional.of(server.primary() ? Role.PRIMARY : Role.REPLICA),
        Optional.of(server.timeline()),
        Optional.of(server.log().end()),
        server.streaming());
  }

  @Override
  public CommitView commit(NodeName node, Duration limit) {
    ToyCluster cluster = running.get();
    Moment deadline = cluster.now().plus(limit);
    ToyServer server = cluster.node(node).server();
    long generation = server.generation();
    switch (reach(cluster, cluster.node(node).at(Ports.POSTGRESQL), limit)) {
      case ANSWERED -> {}
      case REFUSED -> {
        return new CommitView(CommitResult.REFUSED, Optional.empty());
      }
      case SILENT, FAILED -> {
        return new CommitView(CommitResult.SILENT, Optional.empty());
      }
    }
    if (server.generation() != generation) {
      return new CommitView(CommitResult.REFUSED, Optional.empty());
    }
    if (!server.primary()) {
      return new CommitView(CommitResult.READ_ONLY, Optional.empty());
    }
    int timeline = server.timeline();
    int position = server.write(new Change.Probe());
    while (!server.isConfirmed(position)) {
      if (server.generation() != generation || !cluster.now().isBefore(deadline)) {
        return new CommitView(CommitResult.SILENT, Optional.empty());
      }
      cluster.world().sleep(CONFIRMATION_LOOK);
    }
    boolean answers =
        server.generation() == generation
            && cluster.node(node).at(Ports.POSTGRESQL) == Presence.LISTENING;
    return answers
        ? new CommitView(CommitResult.COMMITTED, Optional.of(timeline))
        : new CommitView(CommitResult.SILENT, Optional.empty());
  }

  @Override
  public AgentView agent(NodeName node, Duration limit) {
    ToyCluster cluster = running.get();
    ToyNode asked = cluster.node(node);
    Reach reach = reach(cluster, asked.at(Ports.REST), limit);
    if (reach != Reach.ANSWERED) {
      return new AgentView(
          reach,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    ToyServer server = asked.server();
    return new AgentView(
        reach,
        Optional.of(asked.saysPrimary() ? 200 : 503),
        Optional.of(asked.saysReplica() ? 200 : 503),
        Optional.of(!server.running() ? "stopped" : server.streaming() ? "streaming" : "running"),
        Optional.of(server.primary() ? "primary" : "replica"),
        Optional.of(server.timeline()));
  }

  @Override
  public ProxyView proxy(NodeName proxy, Duration limit) {
    ToyCluster cluster = running.get();
    Reach reach = reach(cluster, cluster.proxy().presence(), limit);
    return new ProxyView(reach, reach == Reach.ANSWERED ? cluster.proxy().lines() : List.of());
  }

  @Override
  public Reach storeWrite(NodeName member, Duration limit) {
    ToyCluster cluster = running.get();
    Presence state = cluster.store().state(member);
    boolean leaderless = state == Presence.LISTENING && !cluster.store().seesMajority(member);
    return reach(cluster, leaderless ? Presence.SILENT : state, limit);
  }

  @Override
  public Optional<NodeName> storeLeader(Duration limit) {
    return running.get().store().memberInCharge();
  }

  @Override
  public Mailbox<LeaderKey> watchLeaderKey() {
    return running.get().store().watch();
  }

  @Override
  public ClusterView cluster(Duration limit) {
    ToyCluster cluster = running.get();
    if (cluster.store().memberInCharge().isEmpty()) {
      cluster.world().sleep(limit);
      return new ClusterView(Optional.empty(), List.of(), List.of());
    }
    Optional<NodeName> leader = cluster.store().leader();
    return new ClusterView(
        leader,
        cluster.store().synchronous().standbys(),
        leader.map(name -> streamingFrom(cluster, name)).orElse(List.of()));
  }

  /** Only a server that answers says who streams from it. */
  private static List<NodeName> streamingFrom(ToyCluster cluster, NodeName leader) {
    ToyNode node = cluster.node(leader);
    return node.at(Ports.POSTGRESQL) == Presence.LISTENING
        ? List.copyOf(node.server().streamingStandbys())
        : List.of();
  }

  @Override
  public Optional<Rows> rows(NodeName node, String writer, Duration limit) {
    ToyCluster cluster = running.get();
    Reach reach = reach(cluster, cluster.node(node).at(Ports.POSTGRESQL), limit);
    return reach == Reach.ANSWERED
        ? Optional.of(RowSummary.of(cluster.node(node).server().log().numbers(writer)))
        : Optional.empty();
  }

  private static Reach reach(ToyCluster cluster, Presence presence, Duration limit) {
    cluster.world().sleep(presence == Presence.SILENT ? limit : ROUND_TRIP);
    return switch (presence) {
      case LISTENING -> Reach.ANSWERED;
      case SILENT -> Reach.SILENT;
      case CLOSED -> Reach.REFUSED;
    };
  }
}
