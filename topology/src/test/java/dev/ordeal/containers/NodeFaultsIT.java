package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.FillDisk;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.Skew;
import dev.ordeal.environment.fault.SlowDisk;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Faults of disks, clocks and operators, and the operations; promotion last, as it splits. */
@Tag("container")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeFaultsIT {
  private static Started started;

  @BeforeAll
  static void start() {
    started = new Started(Plans.threeNodesSynchronous().withSkewableClocks());
  }

  @AfterAll
  static void end() {
    started.close();
  }

  @Test
  @Order(1)
  void a_slow_disk_delays_commits() throws Exception {
    NodeName leader = started.leader();
    try (Session session =
        started.environment.sessions().open(new Entry.Primary(), Started.LIMIT)) {
      session.append("disk", 1, Started.LIMIT);
      AppliedFault fault = started.biting(new SlowDisk(leader, Duration.ofMillis(200)));
      long begin = System.nanoTime();
      session.append("disk", 2, Started.LIMIT);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(200));
      fault.heal();
      session.append("disk", 3, Duration.ofSeconds(1));
    }
  }

  @Test
  @Order(2)
  void a_skewed_clock_is_the_servers_clock() throws Exception {
    started.biting(new Skew(started.replica(), Duration.ofSeconds(-600))).heal();
    started.awaitSteady();
  }

  @Test
  @Order(3)
  void a_full_disk_takes_no_byte_until_it_is_healed() throws Exception {
    started.biting(new FillDisk(started.replica())).heal();
    started.awaitSteady();
  }

  @Test
  @Order(4)
  void a_switchover_and_a_change_of_configuration_are_accepted() {
    NodeName leader = started.leader();
    var configuration = new TreeMap<String, String>();
    configuration.put("postgresql.parameters.work_mem", "\"5MB\"");
    assertThat(
            started
                .environment
                .operations()
                .perform(new Operation.Reconfigure(configuration), Duration.ofSeconds(10))
                .status())
        .isEqualTo(200);
    var answer =
        started
            .environment
            .operations()
            .perform(new Operation.Switchover(leader, Optional.empty()), Duration.ofSeconds(30));
    assertThat(answer.accepted()).as(answer.text()).isTrue();
    started.awaitSteady();
    assertThat(started.leader()).isNotEqualTo(leader);
  }

  @Test
  @Order(5)
  void a_replica_promoted_behind_the_agents_leaves_recovery() throws Exception {
    NodeName node = started.replica();
    assertThat(started.environment.probes().server(node, Started.LIMIT).role())
        .contains(Role.REPLICA);
    assertThatThrownBy(() -> writeBeside(node))
        .isInstanceOfSatisfying(
            SessionFailure.class, failure -> assertThat(failure.error()).isEqualTo("25006"));
    started.biting(new PromoteServer(node));
  }

  private static void writeBeside(NodeName node) throws SessionFailure {
    try (Session session =
        started.environment.sessions().open(new Entry.Beside(node), Started.LIMIT)) {
      session.append("beside", 1, Started.LIMIT);
    }
  }
}
