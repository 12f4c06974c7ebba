package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.RealWorld;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A spare is kept beside an environment in which a trial has left rows, and is as new when it is
 * taken, within a second and under the same leader, whether or not the lease that it was frozen
 * with has run out.
 */
@Tag("container")
class SpareIT {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final EnvironmentPlan PLAN =
      Plans.read("spare", "nodes: 2\nstore: { members: 1 }\nagent: { kind: reference }\n");

  private static Started trial;

  @BeforeAll
  static void start() throws Exception {
    trial = new Started(PLAN);
    append(trial.environment, 7);
  }

  @AfterAll
  static void end() {
    trial.close();
  }

  private static void append(Environment environment, long number) throws Exception {
    try (Session session = environment.sessions().open(new Entry.Primary(), SECOND)) {
      session.append("w", number, SECOND);
      session.writeRegister("r", number, SECOND);
    }
  }

  /** Takes it after it was frozen for {@code time}, and shows that it is another one, and new. */
  private static Duration take(Duration time) throws Exception {
    try (SpareEnvironment spare = new SpareEnvironment(PLAN, RealWorld.of(1))) {
      spare.prepare();
      Thread.sleep(time);
      long begin = System.nanoTime();
      try (Environment taken = spare.take()) {
        Duration passed = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("a spare frozen for %s is taken in %s%n", time, passed);
        assertNoTrace(taken);
        append(taken, 1);
        assertThat(latest(taken)).isEqualTo(1);
        assertThat(latest(trial.environment)).isEqualTo(7);
        return passed;
      }
    }
  }

  /** No row, and no failover: the timeline is that of any environment that was just started. */
  private static void assertNoTrace(Environment environment) throws Exception {
    for (NodeName node : PLAN.nodes()) {
      assertThat(timeline(environment, node)).isEqualTo(timeline(trial.environment, node));
      try (Session session = environment.sessions().open(new Entry.Beside(node), SECOND)) {
        assertThat(session.readLatest("w", SECOND).value()).isZero();
        assertThat(session.readRegister("r", SECOND).value()).isZero();
      }
    }
  }

  private static int timeline(Environment environment, NodeName node) {
    return environment.probes().server(node, SECOND).timeline().orElseThrow();
  }

  private static long latest(Environment environment) throws Exception {
    try (Session session = environment.sessions().open(new Entry.Primary(), SECOND)) {
      return session.readLatest("w", SECOND).value();
    }
  }

  @Test
  void a_spare_whose_lease_still_holds_is_taken_within_a_second() throws Exception {
    assertThat(take(SECOND)).isLessThanOrEqualTo(SECOND);
  }

  @Test
  void a_spare_whose_lease_has_run_out_is_taken_within_a_second_too() throws Exception {
    assertThat(take(PLAN.agent().timeToLive().plus(SECOND))).isLessThanOrEqualTo(SECOND);
  }
}
