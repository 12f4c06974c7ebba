package dev.ordeal.simulation;

import static dev.ordeal.simulation.Stories.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Operation;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a simulated environment does when it does nothing wrong. */
final class FailoverTest {
  private static final Duration LOOK = Duration.ofMillis(1);

  @ParameterizedTest
  @ValueSource(
      strings = {"three-nodes", "three-nodes-synchronous", "three-nodes-quorum", "five-stores"})
  void it_becomes_steady_and_takes_writes(String plan) {
    Stories.run(
        plan,
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          assertThat(environment.probes().cluster(SECOND).streaming())
              .containsExactlyElementsOf(Stories.others(environment, leader));
          assertThat(Stories.writes(environment, 1)).isTrue();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"three-nodes", "three-nodes-synchronous", "three-nodes-quorum"})
  void after_a_power_off_another_node_leads_when_the_lease_has_run_out(String plan) {
    Stories.run(
        plan,
        (world, environment) -> {
          assertThat(Stories.writes(environment, 1)).isTrue();
          world.sleep(SECOND);
          NodeName leader = Stories.leader(environment);
          var fault = environment.faults().apply(new PowerOff(leader));
          assertThat(fault.seenToBite(SECOND)).isPresent();
          Duration outage =
              Stories.until(world, Duration.ofSeconds(40), () -> Stories.writes(environment, 2));
          Duration lease = environment.plan().agent().timeToLive();
          assertThat(outage).isBetween(lease.minusSeconds(2), lease.plusSeconds(3));
          NodeName next = Stories.leader(environment);
          assertThat(next).isNotEqualTo(leader);
          fault.heal();
          Stories.until(
              world,
              Duration.ofSeconds(20),
              () -> environment.probes().cluster(SECOND).streaming().contains(leader));
          var rows = environment.probes().rows(leader, "writer", SECOND).orElseThrow();
          assertThat(rows.present().getFirst().from()).isEqualTo(1);
          assertThat(rows.present().getLast().to()).isEqualTo(2);
        });
  }

  @Test
  void a_switchover_changes_the_leader_without_a_lease_running_out() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          NodeName next = Stories.others(environment, leader).getLast();
          var answer =
              environment
                  .operations()
                  .perform(
                      new Operation.Switchover(leader, Optional.of(next)), Duration.ofSeconds(30));
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
          Duration outage =
              Stories.until(world, Duration.ofSeconds(10), () -> Stories.writes(environment, 1));
          assertThat(outage).isLessThan(Duration.ofSeconds(3));
          assertThat(Stories.leader(environment)).isEqualTo(next);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"three-nodes", "three-nodes-synchronous", "three-nodes-quorum"})
  void after_a_switchover_nobody_runs_for_the_key(String plan) {
    Stories.run(
        plan,
        (world, environment) -> {
          assertThat(Stories.writes(environment, 1)).isTrue();
          NodeName leader = Stories.leader(environment);
          AtomicReference<Duration> free = new AtomicReference<>(Duration.ZERO);
          TaskGroup eyes = world.group("eyes");
          eyes.spawn(
              "look",
              () -> {
                while (true) {
                  if (environment.probes().cluster(SECOND).leader().isEmpty()) {
                    free.updateAndGet(sum -> sum.plus(LOOK));
                  }
                  world.sleep(LOOK);
                }
              });
          var answer =
              environment
                  .operations()
                  .perform(
                      new Operation.Switchover(leader, Optional.empty()), Duration.ofSeconds(30));
          eyes.kill();
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
          assertThat(Stories.leader(environment)).isNotEqualTo(leader);
          assertThat(free.get()).isLessThan(Duration.ofMillis(10));
        });
  }

  @Test
  void in_maintenance_nobody_takes_over() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          environment.operations().perform(new Operation.Maintenance(true), SECOND);
          environment.faults().apply(new PowerOff(leader));
          world.sleep(Duration.ofSeconds(60));
          assertThat(environment.probes().cluster(SECOND).leader()).isEmpty();
        });
  }

  @Test
  void recycling_leaves_no_trace() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          assertThat(Stories.writes(environment, 1)).isTrue();
          environment.faults().apply(new PowerOff(Stories.leader(environment)));
          environment.recycle();
          NodeName leader = Stories.leader(environment);
          assertThat(environment.probes().rows(leader, "writer", SECOND).orElseThrow().present())
              .isEmpty();
          assertThat(environment.probes().server(leader, SECOND).timeline()).contains(1);
        });
  }
}
