package dev.ordeal.environment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"three-nodes", "three-nodes-synchronous", "three-nodes-quorum", "five-stores"})
  void what_is_shipped_is_found_and_sensible(String name) {
    var problems = new Problems();

    var plan = EnvironmentLibrary.shipped().find(name, new Position("s.yaml", 2, 14), problems);

    assertThat(problems.inOrder()).isEmpty();
    assertThat(plan.orElseThrow().name()).isEqualTo(name);
    assertThat(plan.orElseThrow().nodes()).hasSize(3);
    assertThat(plan.orElseThrow().store().members()).hasSize(name.equals("five-stores") ? 5 : 3);
  }

  @Test
  void an_environment_that_is_not_there_is_named_with_its_neighbour() {
    var problems = new Problems();

    var asked = new Position("s.yaml", 2, 14);
    assertThat(EnvironmentLibrary.shipped().find("tree-nodes", asked, problems)).isEmpty();

    assertThat(problems.inOrder())
        .extracting(Problem::toString)
        .containsExactly("s.yaml:2:14: there is no environment `tree-nodes`; meant `three-nodes`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          store: {members: 4}                                 | e.yaml:1:18: 4 members
          replication: {mode: synchronous, standbys: 3}       | e.yaml:1:44: 3 synchronous standbys
          replication: {standbys: 1}                          | e.yaml:1:25: in asynchronous mode
          agent: {kind: patroni, ttl: 5s}                     | e.yaml:1:29: Patroni refuses a ttl
          agent: {kind: patroni, loop-wait: 500ms}            | e.yaml:1:35: Patroni refuses a loop-wait
          agent: {kind: patroni, retry-timeout: 2s}           | e.yaml:1:39: Patroni refuses a retry-timeout
          agent: {kind: patroni, retry-timeout: 10s}          | e.yaml:1:8: the ttl is shorter
          agent: {kind: patroni, loop-wait: 1500ms}           | e.yaml:1:35: Patroni knows a loop-wait in whole
          agent: {except: {node4: patroni}}                   | e.yaml:1:17: there is no node `node4`
          agent: {except: {node3: patroni}, ttl: 5s}          | e.yaml:1:40: Patroni refuses a ttl
          agent: {except: {node3: stolon}}                    | e.yaml:1:25: `stolon` is not a kind of agent
          agent: {ttl: 1s}                                    | e.yaml:1:14: the reference agent takes no less
          agent: {kind: stolon}                               | e.yaml:1:15: `stolon` is not a kind of agent
          agent: {configuration: {ttl: 30}}                   | e.yaml:1:25: `ttl` is not set here; meant `agent.ttl`?
          store: {heartbeat: 200ms}                           | e.yaml:1:20: etcd refuses
          store: {election-timeout: 60s}                      | e.yaml:1:27: etcd refuses
          nodes: [node1, node1]                               | e.yaml:1:16: the name `node1` is given twice
          nodes: [node1, clients]                             | e.yaml:1:16: the name `clients` means
          nodes: [Node_1]                                     | e.yaml:1:9: expected a name, not `Node_1`
          nodes: 0                                            | e.yaml:1:8: expected a whole number, not `0`
          node: 3                                             | e.yaml:1:1: an environment has no key `node`; meant `nodes`?
          proxy: {check-interval: 5}                          | e.yaml:1:25: expected a time, not `5`
          proxy: {check-interval: 0s}                         | e.yaml:1:25: a time must be longer than zero
          proxy: {fall: 0}                                    | e.yaml:1:15: expected a whole number
          proxy: {check: udp}                                 | e.yaml:1:16: `udp` is not a check of the proxy
          proxy: {name: etcd1}                                | e.yaml:1:15: the name `etcd1` is given twice
          disk: 10MB                                          | e.yaml:1:7: a data volume of that size
          disk: large                                         | e.yaml:1:7: expected a size, not `large`
          postgresql: {parameters: {port: 5433}}              | e.yaml:1:27: `port` is not set here
          'nodes: 3, nodes: 4'                                | e.yaml:1:16: not YAML
          """)
  void what_is_wrong_is_said_where_it_stands(String text, String expected) {
    List<String> problems = problemsOf(text.replaceAll("^'|'$", ""));

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).startsWith(expected);
  }

  @Test
  void one_patroni_among_others_sets_their_times() {
    var problems = new Problems();
    AgentPlan agent =
        EnvironmentReader.read("e", "e.yaml", "agent: {except: {node3: patroni}}", problems)
            .orElseThrow(() -> new AssertionError(problems.toString()))
            .agent();
    assertThat(agent.kindOf(new NodeName("node1"))).isEqualTo(AgentPlan.Kind.REFERENCE);
    assertThat(agent.kindOf(new NodeName("node3"))).isEqualTo(AgentPlan.Kind.PATRONI);
    assertThat(agent.word()).isEqualTo("mixed");
    assertThat(agent.timeToLive()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(problemsOf("nodes: x\ndisk: 5\nnodes: 3\nagent: {ttl: 1}\n")).hasSize(4);
  }

  private static List<String> problemsOf(String text) {
    var problems = new Problems();
    assertThat(EnvironmentReader.read("e", "e.yaml", text, problems)).isEmpty();
    return problems.inOrder().stream().map(Problem::toString).toList();
  }
}
