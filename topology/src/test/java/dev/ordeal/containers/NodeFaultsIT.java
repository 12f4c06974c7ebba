package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.FillDisk;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.RevokeLease;
import dev.ordeal.environment.fault.Skew;
import dev.ordeal.environment.fault.SlowDisk;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import dev.ordeal.world.Mailbox;
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
  private static final Duration MOMENT = Duration.ofSeconds(5);
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
  void a_skewed_clock_is_the_servers_clock_until_it_is_healed() throws Exception {
    NodeName node = started.replica();
    Duration minutes = Duration.ofMinutes(10);
    AppliedFault fault = started.biting(new Skew(node, minutes.negated()));
    assertThat(started.clockAhead(node).plus(minutes).abs()).isLessThan(MOMENT);
    fault.heal();
    assertThat(started.clockAhead(node).abs()).isLessThan(MOMENT);
    started.awaitSteady();
  }

  @Test
  @Order(3)
  void a_full_disk_takes_no_byte_until_it_is_healed() throws Exception {
    NodeName node = started.replica();
    AppliedFault fault = started.biting(new FillDisk(node));
    assertThat(writeOnDisk(node).errors()).contains("No space left on device");
    fault.heal();
    assertThat(writeOnDisk(node)).matches(ExecAnswer::ok, "the disk takes it");
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
  void a_revoked_lease_takes_the_leader_key_along_until_somebody_takes_it_again() throws Exception {
    NodeName leader = started.leader();
    Mailbox<LeaderKey> keys = started.environment.probes().watchLeaderKey();
    assertThat(keys.take(MOMENT).flatMap(LeaderKey::leader)).contains(leader);
    started.biting(new RevokeLease(leader));
    assertThat(keys.take(MOMENT).orElseThrow().leader()).isEmpty();
    assertThat(keys.take(MOMENT).flatMap(LeaderKey::leader)).isPresent();
    started.awaitSteady();
  }

  @Test
  @Order(6)
  void a_replica_promoted_behind_the_agents_leaves_recovery() throws Exception {
    NodeName node = started.replica();
    assertThat(started.environment.probes().server(node, Started.LIMIT).role())
        .contains(Role.REPLICA);
    assertThatThrownBy(() -> writeBeside(node))
        .isInstanceOfSatisfying(
            SessionFailure.class, failure -> assertThat(failure.error()).isEqualTo("25006"));
    started.biting(new PromoteServer(node));
  }

  /** As the server does it: by its user, into its data directory. */
  private static ExecAnswer writeOnDisk(NodeName node) {
    String script =
        """
        trap 'rm -f "$PGDATA/ordeal-look"' EXIT
        head --bytes=64K /dev/zero >"$PGDATA/ordeal-look"
        """;
    return started.member(node).exec("postgres", Started.LIMIT, "bash", "-c", script);
  }

  private static void writeBeside(NodeName node) throws SessionFailure {
    try (Session session =
        started.environment.sessions().open(new Entry.Beside(node), Started.LIMIT)) {
      session.append("beside", 1, Started.LIMIT);
    }
  }
}
