package dev.ordeal.containers.probes;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.configuration.PatroniConfiguration;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Straight at the containers' own addresses, past every link. Works where the machine reaches them:
 * on Linux, not through an engine in a virtual machine.
 */
public final class ContainerProbes implements Probes, AutoCloseable {
  private final World world;
  private final EnvironmentPlan plan;
  private final Store store;
  private final Map<NodeName, ServerProbe> servers = new LinkedHashMap<>();
  private final Map<NodeName, AgentProbe> agents = new LinkedHashMap<>();
  private final Map<NodeName, ProxyProbe> proxies = new LinkedHashMap<>();
  private final List<LeaderKeyWatch> watches = new ArrayList<>();
  private final AtomicLong storeWrites = new AtomicLong();

  public ContainerProbes(
      World world, EnvironmentPlan plan, AddressPlan addresses, Store store, Login login) {
    this.world = world;
    this.plan = plan;
    this.store = store;
    for (NodeName node : plan.nodes()) {
      servers.put(node, new ServerProbe(addresses.of(node), login));
      agents.put(node, new AgentProbe(addresses.of(node)));
    }
    proxies.put(plan.proxy().name(), new ProxyProbe(addresses.of(plan.proxy().name())));
  }

  @Override
  public ServerView server(NodeName node, Duration limit) {
    return of(servers, node).view(limit);
  }

  @Override
  public CommitView commit(NodeName node, Duration limit) {
    return of(servers, node).commit(limit);
  }

  @Override
  public AgentView agent(NodeName node, Duration limit) {
    return of(agents, node).view(limit);
  }

  @Override
  public ProxyView proxy(NodeName proxy, Duration limit) {
    return of(proxies, proxy).view(limit);
  }

  @Override
  public Reach storeWrite(NodeName member, Duration limit) {
    String value = Long.toString(storeWrites.incrementAndGet());
    return store.member(member).write("/ordeal/probe/" + member, value, limit);
  }

  @Override
  public Optional<NodeName> storeLeader(Duration limit) {
    return store.leader(limit);
  }

  @Override
  public Mailbox<LeaderKey> watchLeaderKey() {
    Mailbox<LeaderKey> changes = world.mailbox();
    LeaderKeyWatch watch = new LeaderKeyWatch(leaderKey(), changes);
    synchronized (watches) {
      watches.add(watch);
    }
    watch.start(store.members());
    return changes;
  }

  @Override
  public ClusterView cluster(Duration limit) {
    Duration part = limit.dividedBy(3);
    Optional<NodeName> leader = key("leader", part).map(NodeName::new);
    List<NodeName> synchronous =
        key("sync", part).map(ContainerProbes::standbysIn).orElse(List.of());
    List<NodeName> streaming =
        leader
            .filter(servers::containsKey)
            .map(node -> of(servers, node).streaming(part))
            .orElse(List.of())
            .stream()
            .filter(NodeName::isValid)
            .map(NodeName::new)
            .filter(servers::containsKey)
            .toList();
    return new ClusterView(
        leader,
        synchronous,
        streaming.isEmpty() ? streaming : level(leader.orElseThrow(), streaming, part));
  }

  /**
   * Those of {@code streaming} that say so themselves, on the leader's timeline. At the end of an
   * old timeline a sender says "streaming" for a moment that has sent nothing of the present one.
   */
  private List<NodeName> level(NodeName leader, List<NodeName> streaming, Duration limit) {
    Optional<Integer> timeline = of(servers, leader).view(limit).timeline();
    return streaming.stream()
        .filter(node -> {
          ServerView view = of(servers, node).view(limit);
          return view.streaming() && view.timeline().equals(timeline);
        })
        .toList();
  }

  /** The standbys that the agents hold to be synchronous, from the key {@code sync}. */
  static List<NodeName> standbysIn(String sync) {
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
    return of(servers, node).rows(writer, limit);
  }

  private Optional<String> key(String name, Duration limit) {
    return store
        .throughAny(
            limit, (member, share) -> member.get(PatroniConfiguration.prefix(plan) + name, share))
        .flatMap(StoreMember.Entry::value);
  }

  private String leaderKey() {
    return PatroniConfiguration.prefix(plan) + "leader";
  }

  private static <T> T of(Map<NodeName, T> probes, NodeName name) {
    T probe = probes.get(name);
    if (probe == null) {
      throw new IllegalArgumentException("no member '" + name + "' to be probed so");
    }
    return probe;
  }

  /** Sets the proxies' counters of sessions to zero. */
  public void forgetProxyTotals() {
    proxies.values().forEach(ProxyProbe::forgetTotals);
  }

  /** Ends the watches of a trial that is over. */
  public void endWatches() {
    synchronized (watches) {
      watches.forEach(LeaderKeyWatch::close);
      watches.clear();
    }
  }

  @Override
  public void close() {
    endWatches();
    servers.values().forEach(ServerProbe::close);
  }
}
