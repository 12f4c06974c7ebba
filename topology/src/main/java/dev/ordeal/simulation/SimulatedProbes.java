package dev.ordeal.simulation;

import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.agent.rest.RestResponse;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.RowSummary;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import dev.ordeal.simulation.agent.RestCall;
import dev.ordeal.simulation.agent.SimulatedAgent;
import dev.ordeal.simulation.etcd.StoreLook;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.Presence;
import dev.ordeal.simulation.postgres.Query;
import dev.ordeal.simulation.postgres.Result;
import dev.ordeal.simulation.proxy.SimulatedProxy;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the twins themselves; no link is in the way. What changes nothing is read from a twin
 * after the time that a question takes; writes go the way of a session.
 */
final class SimulatedProbes implements Probes {
  private static final Duration ROUND_TRIP = Duration.ofNanos(300_000);

  /** Of the two answers only one is read, so only that one has a body. */
  private static final RestRequest PRIMARY =
      RestRequest.local("OPTIONS", "/primary", Optional.empty());

  private static final RestRequest REPLICA = RestRequest.local("GET", "/replica", Optional.empty());

  private final Supplier<SimulatedCluster> running;
  private final Map<NodeName, StraightSession> commits = new LinkedHashMap<>();
  private @Nullable SimulatedCluster seen;
  private long storeWrites;

  SimulatedProbes(Supplier<SimulatedCluster> running) {
    this.running = running;
  }

  /** The cluster as it is now; sessions at one that was replaced are of no use. */
  private SimulatedCluster cluster() {
    SimulatedCluster now = running.get();
    if (now != seen) {
      seen = now;
      commits.clear();
    }
    return now;
  }

  private static Reach reach(SimulatedCluster cluster, Presence presence, Duration limit) {
    cluster.world().sleep(presence == Presence.SILENT ? limit : ROUND_TRIP);
    return switch (presence) {
      case LISTENING -> Reach.ANSWERED;
      case SILENT -> Reach.SILENT;
      case CLOSED -> Reach.REFUSED;
    };
  }

  /** What the server says now; empty where it does not answer, or takes no connections yet. */
  private static <T> Optional<T> asked(
      SimulatedCluster cluster, NodeName node, Query query, Class<T> type) {
    return cluster.node(node).server().glance(query).filter(type::isInstance).map(type::cast);
  }

  @Override
  public ServerView server(NodeName node, Duration limit) {
    SimulatedCluster cluster = cluster();
    Reach reach = reach(cluster, cluster.node(node).presence(Ports.POSTGRESQL), limit);
    if (reach == Reach.ANSWERED) {
      Optional<Result.View> view = asked(cluster, node, new Query.View(), Result.View.class);
      if (view.isPresent()) {
        return new ServerView(
            reach,
            Optional.of(view.get().recovery() ? Role.REPLICA : Role.PRIMARY),
            Optional.of(view.get().timeline()),
            Optional.of(new Lsn(view.get().lsn())),
            view.get().streaming());
      }
      reach = Reach.FAILED;
    }
    return new ServerView(reach, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  @Override
  public CommitView commit(NodeName node, Duration limit) {
    SimulatedCluster cluster = cluster();
    StraightSession session =
        commits.computeIfAbsent(node, each -> new StraightSession(cluster, each));
    StraightSession.Reply reply = session.ask(new Query.Probe(), limit);
    if (reply.result().isEmpty()) {
      return new CommitView(
          switch (reply.reach()) {
            case REFUSED -> CommitResult.REFUSED;
            case SILENT -> CommitResult.SILENT;
            case ANSWERED, FAILED -> CommitResult.FAILED;
          },
          Optional.empty());
    }
    return switch (reply.result().get()) {
      case Result.Done done -> new CommitView(CommitResult.COMMITTED, Optional.of(done.timeline()));
      case Result.InRecovery() -> new CommitView(CommitResult.READ_ONLY, Optional.empty());
      case Result.Failed(String state, String message) ->
          new CommitView(
              state.equals("25006") ? CommitResult.READ_ONLY : CommitResult.FAILED,
              Optional.empty());
      // What the end of the session means for the write is not known.
      default -> new CommitView(CommitResult.SILENT, Optional.empty());
    };
  }

  @Override
  public AgentView agent(NodeName node, Duration limit) {
    SimulatedCluster cluster = cluster();
    Presence presence = cluster.node(node).presence(Ports.REST);
    if (presence != Presence.LISTENING) {
      return unanswered(reach(cluster, presence, limit));
    }
    Mailbox<Optional<RestResponse>> answers = cluster.world().mailbox();
    RestResponse[] found = new RestResponse[2];
    List<RestCall> calls =
        List.of(
            call(cluster, node, PRIMARY, found, 0, answers),
            call(cluster, node, REPLICA, found, 1, answers));
    Optional<Optional<RestResponse>> end = answers.take(limit);
    if (end.isPresent() && end.get().isPresent()) {
      return answered(found[1].body().orElse(""), found[0].code(), found[1].code());
    }
    calls.forEach(RestCall::giveUp);
    return unanswered(end.isEmpty() ? Reach.SILENT : Reach.REFUSED);
  }

  private static RestCall call(
      SimulatedCluster cluster,
      NodeName node,
      RestRequest request,
      RestResponse[] found,
      int place,
      Mailbox<Optional<RestResponse>> answers) {
    return new RestCall(
        cluster.network(),
        cluster.judge(),
        new Link(Network.JUDGE, node.value(), Ports.REST),
        request,
        answer -> {
          found[place] = answer;
          if (found[1 - place] != null) {
            answers.put(Optional.of(answer));
          }
        },
        () -> answers.put(Optional.empty()));
  }

  private static AgentView answered(String body, int primary, int replica) {
    try {
      AgentStatus status = AgentStatus.of(body);
      return new AgentView(
          Reach.ANSWERED,
          Optional.of(primary),
          Optional.of(replica),
          status.state(),
          status.role(),
          status.timeline());
    } catch (JacksonException e) {
      return unanswered(Reach.FAILED);
    }
  }

  private static AgentView unanswered(Reach reach) {
    return new AgentView(
        reach,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public ProxyView proxy(NodeName proxy, Duration limit) {
    SimulatedCluster cluster = cluster();
    Presence presence =
        cluster.network().host(proxy.value()).presence(SimulatedProxy.runtimePort());
    Reach reach = reach(cluster, presence, limit);
    return new ProxyView(reach, reach == Reach.ANSWERED ? cluster.proxy().lines() : List.of());
  }

  private static StoreLook store(SimulatedCluster cluster) {
    return new StoreLook(
        cluster.world(),
        cluster.network(),
        cluster.etcd(),
        cluster.judge(),
        cluster.plan().store().members());
  }

  @Override
  public Reach storeWrite(NodeName member, Duration limit) {
    return store(cluster())
        .write(member, "/ordeal/probe/" + member, Long.toString(++storeWrites), limit);
  }

  @Override
  public Optional<NodeName> storeLeader(Duration limit) {
    return store(cluster()).leader(limit);
  }

  @Override
  public Mailbox<LeaderKey> watchLeaderKey() {
    SimulatedCluster cluster = cluster();
    return store(cluster).watch(SimulatedAgent.leaderKey(cluster.plan()));
  }

  @Override
  public ClusterView cluster(Duration limit) {
    SimulatedCluster cluster = cluster();
    Duration part = limit.dividedBy(3);
    StoreLook store = store(cluster);
    Optional<NodeName> leader =
        store.value(SimulatedAgent.leaderKey(cluster.plan()), part).map(NodeName::new);
    List<NodeName> synchronous =
        store
            .value(SimulatedAgent.prefix(cluster.plan()) + "sync", part)
            .map(SimulatedProbes::standbysIn)
            .orElse(List.of());
    return new ClusterView(
        leader, synchronous, leader.map(name -> streaming(cluster, name, part)).orElse(List.of()));
  }

  private static List<NodeName> streaming(
      SimulatedCluster cluster, NodeName leader, Duration limit) {
    Presence presence = cluster.node(leader).presence(Ports.POSTGRESQL);
    if (reach(cluster, presence, limit) != Reach.ANSWERED) {
      return List.of();
    }
    return asked(cluster, leader, new Query.Streaming(), Result.Names.class)
        .map(names -> names.names().stream().map(NodeName::new).toList())
        .orElse(List.of());
  }

  private static List<NodeName> standbysIn(String sync) {
    try {
      JsonNode standbys = JsonMapper.shared().readTree(sync).get("sync_standby");
      if (standbys == null || standbys.isNull() || standbys.asString().isEmpty()) {
        return List.of();
      }
      List<NodeName> names = new ArrayList<>();
      for (String name : standbys.asString().split(",", -1)) {
        names.add(new NodeName(name));
      }
      return List.copyOf(names);
    } catch (JacksonException e) {
      return List.of();
    }
  }

  @Override
  public Optional<Rows> rows(NodeName node, String writer, Duration limit) {
    SimulatedCluster cluster = cluster();
    Presence presence = cluster.node(node).presence(Ports.POSTGRESQL);
    if (reach(cluster, presence, limit) != Reach.ANSWERED) {
      return Optional.empty();
    }
    return asked(cluster, node, new Query.Rows(writer), Result.Numbers.class)
        .map(numbers -> RowSummary.of(numbers.numbers()));
  }
}
