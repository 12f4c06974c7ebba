package dev.ordeal.environment.plan;

import static dev.ordeal.environment.plan.EnvironmentForm.*;

import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads environment files, and the changes that a scenario makes to an environment. */
public final class EnvironmentReader {
  private static final long KILOBYTE = 1024;
  private static final int MEGABYTE = 1024 * 1024;

  private EnvironmentReader() {}

  /**
   * The environment that {@code text} declares; empty where it has any problem.
   *
   * @param name what the environment is called
   * @param file how the file is called in problems
   */
  public static Optional<EnvironmentPlan> read(
      String name, String file, String text, Problems problems) {
    int before = problems.size();
    Optional<EnvironmentPlan> plan =
        LocatedYaml.read(file, text, problems)
            .flatMap(root -> FILE.readPartly(root, problems))
            .map(values -> changed(standard(name), values, problems));
    return problems.size() == before ? plan : Optional.empty();
  }

  /** The name behind {@code based-on}, if {@code node} says so. */
  public static Optional<Located<String>> basedOn(LocatedNode node) {
    return node instanceof LocatedNode.Mapping mapping
        ? mapping
            .entry(BASED_ON.name())
            .map(LocatedNode.Entry::value)
            .filter(LocatedNode.Scalar.class::isInstance)
            .map(LocatedNode.Scalar.class::cast)
            .map(scalar -> new Located<>(scalar.position(), scalar.text()))
        : Optional.empty();
  }

  /** {@code base} with the changes that {@code node} makes; empty where it has any problem. */
  public static Optional<EnvironmentPlan> changed(
      EnvironmentPlan base, LocatedNode node, Problems problems) {
    int before = problems.size();
    Optional<EnvironmentPlan> plan =
        CHANGES.readPartly(node, problems).map(values -> changed(base, values, problems));
    return problems.size() == before ? plan : Optional.empty();
  }

  /** Notes what is wrong with changes whose base is not known. */
  public static void check(LocatedNode node, Problems problems) {
    CHANGES.readPartly(node, problems);
  }

  /** The JSON Schema of an environment file. */
  public static SequencedMap<String, Object> schema() {
    return FILE.schema();
  }

  /** The JSON Schema of changes within a scenario. */
  public static SequencedMap<String, Object> schemaOfChanges() {
    return CHANGES.schema();
  }

  /**
   * What holds where a file is silent: our own agent at its usual times, quick timers everywhere
   * else.
   */
  private static EnvironmentPlan standard(String name) {
    return new EnvironmentPlan(
        name,
        numbered("node", 3),
        new Replication(Replication.Mode.ASYNCHRONOUS, 0, 1024 * KILOBYTE),
        new StorePlan(numbered("etcd", 3), Duration.ofMillis(50), Duration.ofMillis(500), true),
        new ProxyPlan(
            new NodeName("proxy"),
            ProxyPlan.Balance.ROUND_ROBIN,
            ProxyPlan.Check.HTTP,
            Duration.ofMillis(200),
            2,
            1,
            true,
            0),
        AgentPlan.usual(AgentPlan.Kind.REFERENCE),
        new TreeMap<>(),
        512,
        false);
  }

  private static List<NodeName> numbered(String prefix, int count) {
    return java.util.stream.IntStream.rangeClosed(1, count)
        .mapToObj(i -> new NodeName(prefix + i))
        .toList();
  }

  private static EnvironmentPlan changed(EnvironmentPlan base, Values values, Problems problems) {
    var plan =
        new EnvironmentPlan(
            base.name(),
            values.get(NODES).map(EnvironmentReader::plain).orElse(base.nodes()),
            values
                .get(REPLICATION)
                .map(part -> replication(base.replication(), part))
                .orElse(base.replication()),
            values.get(STORE).map(part -> store(base.store(), part)).orElse(base.store()),
            values.get(PROXY).map(part -> proxy(base.proxy(), part)).orElse(base.proxy()),
            values.get(AGENT).map(part -> agent(base.agent(), part)).orElse(base.agent()),
            values
                .get(POSTGRESQL)
                .flatMap(part -> part.get(PARAMETERS))
                .map(parameters -> merged(base.parameters(), parameters))
                .orElse(base.parameters()),
            values.get(DISK).map(size -> (int) (size / MEGABYTE)).orElse(base.diskMegabytes()),
            base.skewableClocks());
    EnvironmentRules.check(plan, values, problems);
    return plan;
  }

  private static Replication replication(Replication base, Values values) {
    Replication.Mode mode = values.get(MODE, base.mode());
    int without =
        mode == Replication.Mode.ASYNCHRONOUS ? 0 : Math.max(1, base.synchronousStandbys());
    return new Replication(
        mode,
        values.get(STANDBYS, without),
        values.get(MAXIMUM_LAG_ON_FAILOVER, base.maximumLagOnFailoverBytes()));
  }

  private static StorePlan store(StorePlan base, Values values) {
    return new StorePlan(
        values.get(MEMBERS).map(EnvironmentReader::plain).orElse(base.members()),
        values.get(HEARTBEAT, base.heartbeatInterval()),
        values.get(ELECTION_TIMEOUT, base.electionTimeout()),
        values.get(PRE_VOTE, base.preVote()));
  }

  private static ProxyPlan proxy(ProxyPlan base, Values values) {
    return new ProxyPlan(
        values.get(PROXY_NAME).map(Located::value).orElse(base.name()),
        values.get(BALANCE, base.balance()),
        values.get(CHECK, base.check()),
        values.get(CHECK_INTERVAL, base.checkInterval()),
        values.get(FALL, base.fall()),
        values.get(RISE, base.rise()),
        values.get(SHUTDOWN_SESSIONS, base.shutdownSessions()),
        values.get(MAXIMUM_LAG, base.maximumLagBytes()));
  }

  /** Other agents come with their own times: those of the ones before may not suit them. */
  private static AgentPlan agent(AgentPlan base, Values values) {
    var changed =
        new AgentPlan(
            values.get(KIND, base.kind()),
            base.timeToLive(),
            base.loopWait(),
            base.retryTimeout(),
            values
                .get(CONFIGURATION)
                .map(configuration -> merged(base.configuration(), configuration))
                .orElse(base.configuration()),
            values.get(EXCEPT, base.except()));
    // Patroni comes first in the order of kinds, and its times suit every agent.
    AgentPlan times =
        changed.kinds().equals(base.kinds()) ? base : AgentPlan.usual(changed.kinds().first());
    return new AgentPlan(
        changed.kind(),
        values.get(TTL, times.timeToLive()),
        values.get(LOOP_WAIT, times.loopWait()),
        values.get(RETRY_TIMEOUT, times.retryTimeout()),
        changed.configuration(),
        changed.except());
  }

  private static java.util.SortedMap<String, String> merged(
      java.util.SortedMap<String, String> base, java.util.SortedMap<String, String> changes) {
    var merged = new TreeMap<>(base);
    merged.putAll(changes);
    return merged;
  }

  private static List<NodeName> plain(List<Located<NodeName>> names) {
    return names.stream().map(Located::value).toList();
  }

  /** Where a key of a group stands; where the group stands if the key is absent. */
  static dev.ordeal.yaml.Position place(Values file, Field<Values> group, Field<?> key) {
    return file.get(group).map(values -> values.positionOf(key)).orElse(file.positionOf(group));
  }
}
