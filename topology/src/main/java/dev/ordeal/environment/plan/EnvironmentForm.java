package dev.ordeal.environment.plan;

import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** The words of environment files. */
final class EnvironmentForm {
  static final Shape<Located<NodeName>> NAME =
      Scalars.scalar(
              "a name",
              pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"),
              "small letters, digits and hyphens, as node1",
              text -> NodeName.isValid(text) ? Optional.of(new NodeName(text)) : Optional.empty())
          .located();

  static final Field<List<Located<NodeName>>> NODES =
      Field.optional(
          "nodes",
          names("node"),
          "How many PostgreSQL nodes there are (node1, node2, ...), or their names.");

  static final Field<Replication.Mode> MODE =
      Field.optional(
          "mode",
          Scalars.oneOf("a replication mode", Replication.Mode.class),
          "Whether commits wait for standbys.");
  static final Field<Integer> STANDBYS =
      Field.optional("standbys", Scalars.count(1, 98), "How many standbys must confirm a commit.");
  static final Field<Long> MAXIMUM_LAG_ON_FAILOVER =
      Field.optional(
          "maximum-lag-on-failover",
          Scalars.SIZE,
          "How far behind the last known position a candidate for leadership may be.");
  static final Form REPLICATION_FORM =
      Form.of("`replication`", MODE, STANDBYS, MAXIMUM_LAG_ON_FAILOVER);
  static final Field<Values> REPLICATION =
      Field.optional("replication", REPLICATION_FORM.partly(), "How commits wait for standbys.");

  static final Field<List<Located<NodeName>>> MEMBERS =
      Field.optional(
          "members",
          names("etcd"),
          "How many members etcd has (etcd1, etcd2, ...), or their names; an odd number.");
  static final Field<Duration> HEARTBEAT =
      Field.optional("heartbeat", Scalars.DURATION, "How often etcd's leader shows itself.");
  static final Field<Duration> ELECTION_TIMEOUT =
      Field.optional(
          "election-timeout",
          Scalars.DURATION,
          "How long etcd's followers wait for their leader; at least five heartbeats.");
  static final Field<Boolean> PRE_VOTE =
      Field.optional(
          "pre-vote", Scalars.SWITCH, "Whether a member asks before it calls an election.");
  static final Form STORE_FORM = Form.of("`store`", MEMBERS, HEARTBEAT, ELECTION_TIMEOUT, PRE_VOTE);
  static final Field<Values> STORE =
      Field.optional("store", STORE_FORM.partly(), "The configuration store: etcd.");

  static final Field<Located<NodeName>> PROXY_NAME =
      Field.optional("name", NAME, "What the proxy is called.");
  static final Field<ProxyPlan.Balance> BALANCE =
      Field.optional(
          "balance",
          Scalars.oneOf("a way to balance", ProxyPlan.Balance.class),
          "How reads are spread over the replicas.");
  static final Field<ProxyPlan.Check> CHECK =
      Field.optional(
          "check",
          Scalars.oneOf("a check of the proxy", ProxyPlan.Check.class),
          "http asks each agent for its role; tcp only whether the port is open, a known mistake.");
  static final Field<Duration> CHECK_INTERVAL =
      Field.optional("check-interval", Scalars.DURATION, "How often each server is checked.");
  static final Field<Integer> FALL =
      Field.optional(
          "fall", Scalars.count(1, 100), "Failed checks in a row that mark a server down.");
  static final Field<Integer> RISE =
      Field.optional("rise", Scalars.count(1, 100), "Good checks in a row that mark a server up.");
  static final Field<Boolean> SHUTDOWN_SESSIONS =
      Field.optional(
          "shutdown-sessions",
          Scalars.SWITCH,
          "Whether open sessions are closed when their server is marked down.");
  static final Field<Long> MAXIMUM_LAG =
      Field.optional(
          "maximum-lag", Scalars.SIZE, "Replicas further behind get no reads; 0B for no limit.");
  static final Form PROXY_FORM =
      Form.of(
          "`proxy`",
          PROXY_NAME,
          BALANCE,
          CHECK,
          CHECK_INTERVAL,
          FALL,
          RISE,
          SHUTDOWN_SESSIONS,
          MAXIMUM_LAG);
  static final Field<Values> PROXY =
      Field.optional("proxy", PROXY_FORM.partly(), "HAProxy, through which clients come.");

  static final Field<AgentPlan.Kind> KIND =
      Field.optional(
          "kind", Scalars.oneOf("a kind of agent", AgentPlan.Kind.class), "Which agent runs.");
  static final Field<Duration> TTL =
      Field.optional(
          "ttl",
          Scalars.DURATION,
          "The leader key's time to live; at least 20s for Patroni, 2s for ours.");
  static final Field<Duration> LOOP_WAIT =
      Field.optional(
          "loop-wait",
          Scalars.DURATION,
          "The agent's cycle; at least 1s for Patroni, 500ms for ours.");
  static final Field<Duration> RETRY_TIMEOUT =
      Field.optional(
          "retry-timeout",
          Scalars.DURATION,
          "How long the agent tries again where store or server fail; at least 3s for Patroni.");
  static final Field<SortedMap<String, String>> CONFIGURATION =
      Field.optional(
          "configuration",
          Shapes.mapOf("the agent's configuration", Shapes.ANYTHING),
          "Further keys of the dynamic configuration, as failsafe_mode.");
  static final Field<SortedMap<String, AgentPlan.Kind>> EXCEPT =
      Field.optional(
          "except",
          Shapes.mapOf(
              "nodes with another agent", Scalars.oneOf("a kind of agent", AgentPlan.Kind.class)),
          "Nodes with another agent than the rest.");
  static final Form AGENT_FORM =
      Form.of("`agent`", KIND, TTL, LOOP_WAIT, RETRY_TIMEOUT, CONFIGURATION, EXCEPT);
  static final Field<Values> AGENT =
      Field.optional("agent", AGENT_FORM.partly(), "The high-availability agent on every node.");

  static final Field<SortedMap<String, String>> PARAMETERS =
      Field.optional(
          "parameters",
          Shapes.mapOf(
              "PostgreSQL parameters",
              Scalars.scalar(
                  "the value of a parameter",
                  anyScalar(),
                  "as it stands in postgresql.conf",
                  Optional::of)),
          "PostgreSQL parameters, as they stand in postgresql.conf.");
  static final Form POSTGRESQL_FORM = Form.of("`postgresql`", PARAMETERS);
  static final Field<Values> POSTGRESQL =
      Field.optional("postgresql", POSTGRESQL_FORM.partly(), "The PostgreSQL servers.");

  static final Field<Long> DISK =
      Field.optional(
          "disk",
          Scalars.SIZE.that(
              size -> size >= 256L << 20 && size % (1 << 20) == 0,
              "a data volume of that size is of no use",
              "at least 256MB, in whole megabytes"),
          "The size of each node's data volume, which fill-disk fills.");

  static final Field<String> BASED_ON =
      Field.required("based-on", Scalars.TEXT, "The environment that is changed.");

  private static final List<Field<?>> FIELDS =
      List.of(NODES, REPLICATION, STORE, PROXY, AGENT, POSTGRESQL, DISK);

  /** An environment file. */
  static final Form FILE = new Form("an environment", FIELDS);

  /** Changes to another environment, within a scenario. */
  static final Form CHANGES =
      new Form(
          "`environment`",
          java.util.stream.Stream.concat(java.util.stream.Stream.of(BASED_ON), FIELDS.stream())
              .toList());

  private EnvironmentForm() {}

  /** A number of members called {@code prefix1} and so on, or a list of names. */
  private static Shape<List<Located<NodeName>>> names(String prefix) {
    return Shapes.either(
        node -> node instanceof LocatedNode.Sequence,
        Shapes.listOf("names", NAME),
        Scalars.count(1, 99)
            .located()
            .map(count ->
                IntStream.rangeClosed(1, count.value())
                    .mapToObj(i -> new Located<>(count.position(), new NodeName(prefix + i)))
                    .toList()));
  }

  private static SequencedMap<String, Object> pattern(String pattern) {
    SequencedMap<String, Object> schema = Shape.schema("type", "string");
    schema.put("pattern", pattern);
    return schema;
  }

  private static SequencedMap<String, Object> anyScalar() {
    return new LinkedHashMap<>(Shape.schema("type", List.of("string", "number", "boolean")));
  }
}
