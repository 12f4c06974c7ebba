package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Faults of whole parts, and of what only nodes under the reference agent have; and the operations
 * that are quick there. Each is looked at as clients and peers see it.
 */
@Tag("container")
class PartFaultsIT {
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
  private static final int RUNTIME_SOCKET = 9999;

  private static Started started;

  @BeforeAll
  static void start() {
    started = new Started(Plans.read("parts", "nodes: 2\nagent: { kind: reference }\n"));
  }

  @AfterAll
  static void end() {
    started.close();
  }

  /** HAProxy says which servers it has marked as down, and the agent keeps their checks open. */
  @Test
  void the_check_of_a_server_that_is_down_waits_for_news() throws IOException {
    long patience = started.environment.plan().proxy().checkPatience().toMillis();
    NodeName replica = started.replica();
    Started.eventually(BACK_WITHIN, () -> lastCheckMillis(replica) >= patience);
    assertThat(lastCheckMillis(started.leader())).isLessThan(patience);
  }

  /** How long the proxy's last check took whether {@code node} is the primary. */
  private static long lastCheckMillis(NodeName node) throws IOException {
    NodeName proxy = started.environment.plan().proxy().name();
    String address = started.environment.running().parts().addresses().of(proxy);
    try (Socket socket = new Socket(address, RUNTIME_SOCKET)) {
      socket.getOutputStream().write("show stat\n".getBytes(StandardCharsets.US_ASCII));
      List<String> rows =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .toList();
      int column = List.of(rows.getFirst().split(",", -1)).indexOf("check_duration");
      return rows.stream()
          .filter(row -> row.startsWith("primary," + node + ","))
          .map(row -> Long.parseLong(row.split(",", -1)[column]))
          .findFirst()
          .orElseThrow();
    }
  }

  @TestFactory
  Stream<DynamicTest> a_part_answers_nobody_until_it_is_healed() {
    Supplier<Component> node = () -> new Component.Node(started.replica());
    Supplier<Component> proxy =
        () -> new Component.Proxy(started.environment.plan().proxy().name());
    Supplier<Component> member = () -> new Component.StoreMember(new NodeName("etcd2"));
    return Stream.of(
        harmed("a killed node", Kill::new, node),
        harmed("a stopped node", Stop::new, node),
        harmed("a killed proxy", Kill::new, proxy),
        harmed("a stopped proxy", Stop::new, proxy),
        harmed("a paused store member", Pause::new, member),
        harmed("a stopped store member", Stop::new, member));
  }

  private static DynamicTest harmed(
      String words, Function<Component, Fault> harm, Supplier<Component> part) {
    return dynamicTest(
        words,
        () -> {
          Component component = part.get();
          assertThat(answers(component)).isTrue();
          AppliedFault fault = started.biting(harm.apply(component));
          assertThat(answers(component)).isFalse();
          fault.heal();
          Started.eventually(BACK_WITHIN, () -> answers(component));
          started.awaitSteady();
        });
  }

  private static boolean answers(Component part) {
    var probes = started.environment.probes();
    return switch (part) {
      case Component.Node(NodeName name) -> probes.server(name, GLANCE).reach() == Reach.ANSWERED;
      case Component.StoreMember(NodeName name) ->
          probes.storeWrite(name, GLANCE) == Reach.ANSWERED;
      case Component.Proxy _ -> leadsToTheLeader();
      default -> throw new IllegalArgumentException("looked at elsewhere: " + part);
    };
  }

  private static boolean leadsToTheLeader() {
    try (Session session = started.environment.sessions().open(new Entry.Primary(), GLANCE)) {
      session.readLatest("parts", GLANCE);
      return true;
    } catch (SessionFailure e) {
      return false;
    }
  }

  @Test
  void a_node_that_restarts_is_away_and_comes_back_by_itself() throws Exception {
    var node = new Component.Node(started.replica());
    String before = startOfServer(node.host());
    AppliedFault fault = started.biting(new Restart(node, Duration.ofSeconds(2)));
    assertThat(answers(node)).isFalse();
    Started.eventually(BACK_WITHIN, () -> answers(node));
    assertThat(fault.inForce()).isFalse();
    assertThat(startOfServer(node.host())).isNotEqualTo(before);
    started.awaitSteady();
  }

  @Test
  void a_stopped_server_ends_its_sessions_and_is_started_by_its_agent() throws Exception {
    NodeName node = started.replica();
    String before = startOfServer(node);
    try (Session session =
        started.environment.sessions().open(new Entry.Beside(node), Started.LIMIT)) {
      session.readLatest("parts", Started.LIMIT);
      AppliedFault fault = started.biting(new Stop(new Component.Server(node)));
      assertThat(fault.inForce()).isFalse();
      assertThatThrownBy(() -> session.readLatest("parts", Started.LIMIT))
          .isInstanceOf(SessionFailure.class);
    }
    Started.eventually(BACK_WITHIN, () -> answers(new Component.Node(node)));
    assertThat(startOfServer(node)).isNotEqualTo(before);
    started.awaitSteady();
  }

  private static String startOfServer(NodeName node) throws Exception {
    return started.ask(node, "select pg_postmaster_start_time()");
  }

  @Test
  void a_killed_guardian_is_replaced_while_its_server_commits() throws Exception {
    NodeName node = started.leader();
    String before = guardian(node);
    AppliedFault fault = started.biting(new Kill(new Component.Guardian(node)));
    assertThat(fault.inForce()).isFalse();
    assertThat(state(node, before)).isNotEqualTo("S");
    Started.eventually(
        BACK_WITHIN, () -> !guardian(node).isEmpty() && !guardian(node).equals(before));
    started.awaitSteady();
    assertThat(started.environment.probes().commit(started.leader(), Started.LIMIT).result())
        .isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void a_paused_guardian_stands_still_until_it_is_resumed() throws Exception {
    NodeName node = started.leader();
    String guardian = guardian(node);
    assertThat(state(node, guardian)).isEqualTo("S");
    AppliedFault fault = started.biting(new Pause(new Component.Guardian(node)));
    assertThat(state(node, guardian)).isEqualTo("T");
    fault.heal();
    Started.eventually(BACK_WITHIN, () -> state(node, guardian(node)).equals("S"));
    started.awaitSteady();
  }

  /** The number of its process; empty where none runs. */
  private static String guardian(NodeName node) {
    return run(node, "guardian-pid").output().strip();
  }

  /** The letter of a process's state; empty where there is none. */
  private static String state(NodeName node, String process) {
    return run(node, "sed -n 's/^State:\\s*\\(.\\).*/\\1/p' /proc/" + process + "/status")
        .output()
        .strip();
  }

  private static ExecAnswer run(NodeName node, String script) {
    return started.member(node).exec("postgres", Started.LIMIT, "bash", "-c", script);
  }

  @Test
  void a_failover_makes_its_candidate_lead() {
    NodeName before = started.leader();
    NodeName candidate = started.replica();
    accepted(new Operation.Failover(candidate));
    Started.eventually(BACK_WITHIN, () -> started.leader().equals(candidate));
    assertThat(candidate).isNotEqualTo(before);
    started.awaitSteady();
    assertThat(started.environment.probes().commit(candidate, Started.LIMIT).result())
        .isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void a_reinitialized_replica_is_copied_anew() {
    NodeName replica = started.replica();
    assertThat(run(replica, "touch \"$PGDATA/of-the-old-copy\"").ok()).isTrue();
    accepted(new Operation.Reinitialize(replica));
    Started.eventually(
        BACK_WITHIN,
        () -> run(replica, "[[ -f $PGDATA/PG_VERSION && ! -e $PGDATA/of-the-old-copy ]]").ok());
    started.awaitSteady();
    assertThat(started.environment.probes().cluster(Started.LIMIT).streaming()).contains(replica);
  }

  private static void accepted(Operation operation) {
    Operations.Answer answer =
        started.environment.operations().perform(operation, Duration.ofSeconds(30));
    assertThat(answer.accepted()).as(answer.text()).isTrue();
  }
}
