package dev.ordeal.environment.plan;

import static dev.ordeal.environment.plan.EnvironmentForm.*;
import static dev.ordeal.environment.plan.EnvironmentReader.place;

import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Suggestion;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What an environment must be to make sense, beyond the shape of its file. */
final class EnvironmentRules {
  /** Patroni refuses less since 3.2; the names are those of its configuration. */
  private static final Duration LEAST_TTL = Duration.ofSeconds(20);

  private static final Duration LEAST_LOOP_WAIT = Duration.ofSeconds(1);
  private static final Duration LEAST_RETRY_TIMEOUT = Duration.ofSeconds(3);

  /** What the reference agent takes: etcd grants no lease of less than two seconds safely. */
  private static final Duration LEAST_TTL_OF_REFERENCE = Duration.ofSeconds(2);

  private static final Duration LEAST_TIME_OF_REFERENCE = Duration.ofMillis(500);

  /** etcd refuses less: {@code --election-timeout should be at least as 5 times as heartbeat}. */
  private static final int LEAST_HEARTBEATS = 5;

  private static final Duration MOST_ELECTION_TIMEOUT = Duration.ofSeconds(50);

  private static final SequencedMap<String, String> OWN_KEY_OF_CONFIGURATION =
      new LinkedHashMap<>();
  private static final SequencedMap<String, String> OWN_KEY_OF_PARAMETER = new LinkedHashMap<>();

  static {
    OWN_KEY_OF_CONFIGURATION.put("ttl", "agent.ttl");
    OWN_KEY_OF_CONFIGURATION.put("loop_wait", "agent.loop-wait");
    OWN_KEY_OF_CONFIGURATION.put("retry_timeout", "agent.retry-timeout");
    OWN_KEY_OF_CONFIGURATION.put("synchronous_mode", "replication.mode");
    OWN_KEY_OF_CONFIGURATION.put("synchronous_mode_strict", "replication.mode: strict");
    OWN_KEY_OF_CONFIGURATION.put("synchronous_node_count", "replication.standbys");
    OWN_KEY_OF_CONFIGURATION.put("maximum_lag_on_failover", "replication.maximum-lag-on-failover");
    OWN_KEY_OF_CONFIGURATION.put("postgresql", "postgresql.parameters");
    OWN_KEY_OF_PARAMETER.put("listen_addresses", "");
    OWN_KEY_OF_PARAMETER.put("port", "");
    OWN_KEY_OF_PARAMETER.put("cluster_name", "");
    OWN_KEY_OF_PARAMETER.put("primary_conninfo", "");
    OWN_KEY_OF_PARAMETER.put("synchronous_standby_names", "replication.mode");
  }

  private EnvironmentRules() {}

  /** Looks at {@code plan}; problems stand at the keys of {@code file} that made it so. */
  static void check(EnvironmentPlan plan, Values file, Problems problems) {
    names(plan, file, problems);
    replication(plan, file, problems);
    store(plan.store(), file, problems);
    timing(plan.agent(), file, problems);
    exceptions(plan, file, problems);
    ownKeys(file, problems);
  }

  private static void names(EnvironmentPlan plan, Values file, Problems problems) {
    Map<NodeName, Position> taken = new LinkedHashMap<>();
    taken.put(new NodeName("clients"), file.position());
    name(taken, plan.nodes(), file.get(NODES).orElse(List.of()), file.position(), problems);
    name(
        taken,
        plan.store().members(),
        file.get(STORE).flatMap(store -> store.get(MEMBERS)).orElse(List.of()),
        file.positionOf(STORE),
        problems);
    name(
        taken,
        List.of(plan.proxy().name()),
        file.get(PROXY).flatMap(proxy -> proxy.get(PROXY_NAME)).map(List::of).orElse(List.of()),
        file.positionOf(PROXY),
        problems);
  }

  private static void name(
      Map<NodeName, Position> taken,
      List<NodeName> names,
      List<Located<NodeName>> written,
      Position otherwise,
      Problems problems) {
    for (int i = 0; i < names.size(); i++) {
      NodeName name = names.get(i);
      Position position = i < written.size() ? written.get(i).position() : otherwise;
      if (taken.putIfAbsent(name, position) != null) {
        problems.add(
            position,
            name.value().equals("clients")
                ? "the name `clients` means those who come through the proxy"
                : "the name `" + name + "` is given twice",
            "every node, member of the store and proxy has a name of its own");
      }
    }
  }

  private static void replication(EnvironmentPlan plan, Values file, Problems problems) {
    Replication replication = plan.replication();
    boolean asynchronous = replication.mode() == Replication.Mode.ASYNCHRONOUS;
    if (asynchronous && replication.synchronousStandbys() > 0) {
      problems.add(
          place(file, REPLICATION, STANDBYS),
          "in asynchronous mode no standby confirms commits",
          "leave `standbys` out, or mode synchronous, strict or quorum");
    }
    if (!asynchronous && replication.synchronousStandbys() >= plan.nodes().size()) {
      problems.add(
          file.has(REPLICATION) ? place(file, REPLICATION, STANDBYS) : file.positionOf(NODES),
          replication.synchronousStandbys()
              + " synchronous standbys are more than "
              + plan.nodes().size()
              + " nodes have",
          "at most " + (plan.nodes().size() - 1));
    }
  }

  private static void store(StorePlan store, Values file, Problems problems) {
    int members = store.members().size();
    if (members % 2 == 0) {
      problems.add(
          place(file, STORE, MEMBERS),
          members + " members of the store survive no more failures than " + (members - 1),
          "an odd number");
    }
    if (store.electionTimeout().compareTo(store.heartbeatInterval().multipliedBy(LEAST_HEARTBEATS))
        < 0) {
      problems.add(
          place(
              file,
              STORE,
              file.get(STORE).filter(s -> s.has(ELECTION_TIMEOUT)).isPresent()
                  ? ELECTION_TIMEOUT
                  : HEARTBEAT),
          "etcd refuses an election timeout of less than five heartbeats",
          "at least " + store.heartbeatInterval().multipliedBy(LEAST_HEARTBEATS).toMillis() + "ms");
    }
    if (store.electionTimeout().compareTo(MOST_ELECTION_TIMEOUT) > 0) {
      problems.add(
          place(file, STORE, ELECTION_TIMEOUT),
          "etcd refuses an election timeout of more than 50s",
          "");
    }
  }

  private static void exceptions(EnvironmentPlan plan, Values file, Problems problems) {
    List<String> nodes = plan.nodes().stream().map(NodeName::value).toList();
    for (String name : plan.agent().except().keySet()) {
      if (!nodes.contains(name)) {
        problems.add(
            place(file, AGENT, EXCEPT),
            "there is no node `" + name + "`",
            Suggestion.words(name, nodes));
      }
    }
  }

  private static void timing(AgentPlan agent, Values file, Problems problems) {
    if (agent.kinds().contains(AgentPlan.Kind.PATRONI)) {
      timingOfPatroni(agent, file, problems);
    } else {
      timingOfReference(agent, file, problems);
    }
  }

  private static void timingOfReference(AgentPlan agent, Values file, Problems problems) {
    shortest(agent.timeToLive(), LEAST_TTL_OF_REFERENCE, place(file, AGENT, TTL), problems);
    shortest(agent.loopWait(), LEAST_TIME_OF_REFERENCE, place(file, AGENT, LOOP_WAIT), problems);
    shortest(
        agent.retryTimeout(), LEAST_TIME_OF_REFERENCE, place(file, AGENT, RETRY_TIMEOUT), problems);
  }

  private static void shortest(
      Duration time, Duration least, Position position, Problems problems) {
    if (time.compareTo(least) < 0) {
      problems.add(
          position,
          "the reference agent takes no less than " + least.toMillis() + "ms here",
          "at least " + least.toMillis() + "ms");
    }
  }

  private static void timingOfPatroni(AgentPlan agent, Values file, Problems problems) {
    int before = problems.size();
    least(agent.timeToLive(), LEAST_TTL, "ttl", place(file, AGENT, TTL), problems);
    least(agent.loopWait(), LEAST_LOOP_WAIT, "loop-wait", place(file, AGENT, LOOP_WAIT), problems);
    least(
        agent.retryTimeout(),
        LEAST_RETRY_TIMEOUT,
        "retry-timeout",
        place(file, AGENT, RETRY_TIMEOUT),
        problems);
    Duration needed = agent.loopWait().plus(agent.retryTimeout().multipliedBy(2));
    if (problems.size() == before && needed.compareTo(agent.timeToLive()) > 0) {
      problems.add(
          place(file, AGENT, TTL),
          "the ttl is shorter than loop-wait + 2 * retry-timeout, which Patroni would change",
          "a ttl of at least " + needed.toSeconds() + "s, or less of the others");
    }
  }

  private static void least(
      Duration time, Duration least, String key, Position position, Problems problems) {
    if (time.compareTo(least) < 0) {
      problems.add(
          position,
          "Patroni refuses a " + key + " of less than " + least.toSeconds() + "s",
          "at least " + least.toSeconds() + "s");
    } else if (time.toMillis() % 1000 != 0) {
      problems.add(position, "Patroni knows a " + key + " in whole seconds only", "");
    }
  }

  private static void ownKeys(Values file, Problems problems) {
    file.get(AGENT)
        .ifPresent(
            agent -> ownKeys(agent, CONFIGURATION.name(), OWN_KEY_OF_CONFIGURATION, problems));
    file.get(POSTGRESQL)
        .ifPresent(
            postgresql -> ownKeys(postgresql, PARAMETERS.name(), OWN_KEY_OF_PARAMETER, problems));
  }

  private static void ownKeys(
      Values group, String key, SequencedMap<String, String> known, Problems problems) {
    if (group.mapping().entry(key).map(LocatedNode.Entry::value).orElse(null)
        instanceof LocatedNode.Mapping mapping) {
      for (LocatedNode.Entry entry : mapping.entries()) {
        String own = known.get(entry.key().text());
        if (own != null) {
          problems.add(
              entry.key().position(),
              "`" + entry.key().text() + "` is not set here",
              own.isEmpty() ? "Ordeal and the agent set it" : "meant `" + own + "`?");
        }
      }
    }
  }
}
