package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of processes and containers; each test leaves a steady environment. */
@Tag("container")
class ProcessFaultsIT {
  private static final NodeName MEMBER = new NodeName("etcd2");
  private static final NodeName PROXY = new NodeName("proxy1");
  private static Started started;

  @BeforeAll
  static void start() {
    started = new Started(Plans.threeNodes());
  }

  @AfterAll
  static void end() {
    started.close();
  }

  @AfterEach
  void steady_again() {
    started.awaitSteady();
  }

  private static void awaitWrites() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> started.environment.probes().storeWrite(MEMBER, Started.LIMIT) == Reach.ANSWERED);
  }

  private static Reach reachOfServer(NodeName node) {
    return started.environment.probes().server(node, Started.LIMIT).reach();
  }

  @Test
  void a_node_without_power_is_silent_to_its_peers_and_comes_back_with_its_disk() throws Exception {
    NodeName node = started.replica();
    AppliedFault fault = started.biting(new PowerOff(node));
    assertThat(fault.means()).isEqualTo("packet drop, then SIGKILL");
    assertThat(reachOfServer(node)).isNotEqualTo(Reach.ANSWERED);
    fault.heal();
  }

  @Test
  void a_killed_agent_leaves_its_server_and_comes_back() throws Exception {
    NodeName node = started.replica();
    AppliedFault fault = started.biting(new Kill(new Component.Agent(node)));
    assertThat(started.environment.probes().agent(node, Started.LIMIT).reach())
        .isEqualTo(Reach.REFUSED);
    assertThat(reachOfServer(node)).isEqualTo(Reach.ANSWERED);
    fault.heal();
  }

  @Test
  void a_killed_server_is_started_by_its_agent() throws Exception {
    AppliedFault fault = started.biting(new Kill(new Component.Server(started.replica())));
    assertThat(fault.inForce()).isFalse();
  }

  @Test
  void a_killed_backend_makes_its_server_recover() throws Exception {
    try (Session session =
        started.environment.sessions().open(new Entry.Primary(), Started.LIMIT)) {
      session.append("backend", 1, Started.LIMIT);
      started.biting(new Kill(new Component.Backend(started.leader())));
    }
  }

  @Test
  void a_killed_store_member_comes_back() throws Exception {
    AppliedFault fault = started.biting(new Kill(new Component.StoreMember(MEMBER)));
    assertThat(started.environment.probes().storeWrite(MEMBER, Started.LIMIT))
        .isNotEqualTo(Reach.ANSWERED);
    fault.heal();
    awaitWrites();
  }

  @Test
  void a_paused_node_answers_nothing_until_it_is_resumed() throws Exception {
    NodeName node = started.replica();
    AppliedFault fault = started.biting(new Pause(new Component.Node(node)));
    assertThat(started.environment.probes().server(node, Duration.ofMillis(300)).reach())
        .isEqualTo(Reach.SILENT);
    fault.heal();
  }

  @Test
  void a_paused_server_commits_nothing_while_its_agent_lives() throws Exception {
    NodeName node = started.leader();
    AppliedFault fault = started.biting(new Pause(new Component.Server(node)));
    assertThat(started.environment.probes().commit(node, Duration.ofMillis(300)).result())
        .isEqualTo(CommitResult.SILENT);
    fault.heal();
  }

  @Test
  void a_paused_agent_is_silent_and_its_server_is_not() throws Exception {
    NodeName node = started.leader();
    AppliedFault fault = started.biting(new Pause(new Component.Agent(node)));
    assertThat(started.environment.probes().commit(node, Started.LIMIT).result())
        .isEqualTo(CommitResult.COMMITTED);
    fault.heal();
  }

  @Test
  void a_paused_proxy_is_thawed() throws Exception {
    started.biting(new Pause(new Component.Proxy(PROXY))).heal();
  }

  @Test
  void a_stopped_agent_takes_its_server_along() throws Exception {
    NodeName node = started.replica();
    AppliedFault fault = started.biting(new Stop(new Component.Agent(node)));
    assertThat(reachOfServer(node)).isEqualTo(Reach.REFUSED);
    fault.heal();
  }

  @Test
  void a_restart_heals_by_itself() throws Exception {
    AppliedFault fault =
        started.biting(new Restart(new Component.StoreMember(MEMBER), Duration.ofMillis(500)));
    await().atMost(Started.BITE).until(() -> !fault.inForce());
    awaitWrites();
  }
}
