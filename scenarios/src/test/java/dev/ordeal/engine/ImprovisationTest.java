package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.language.Step;
import dev.ordeal.simulation.SimulatedEnvironment;
import dev.ordeal.workload.MemoryRecorder;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps by hand in the simulated environment, in virtual time. */
final class ImprovisationTest {
  /** What a test sees. */
  private record Hand(World world, Improvisation improvisation, MemoryRecorder recorder) {
    void play(String text) {
      var problems = new Problems();
      Step step =
          improvisation
              .read("step", text, problems)
              .orElseThrow(() -> new AssertionError(problems.inOrder()));
      improvisation.play(step);
    }

    List<FaultMark> marks(String fault) {
      return recorder.of(Event.FaultMarked.class).stream()
          .filter(mark -> mark.fault().equals(fault))
          .map(Event.FaultMarked::mark)
          .toList();
    }

    List<String> inForce() {
      return improvisation.inForce().stream().map(Improvisation.InForce::fault).toList();
    }
  }

  /** Something to try. */
  private interface Trying {
    void with(Hand hand);
  }

  private static void improvise(Trying trying) {
    EnvironmentPlan plan =
        EnvironmentLibrary.shipped()
            .find("three-nodes", new Position("test", 1, 1), new Problems())
            .orElseThrow();
    SimulatedWorld.compute(
        7,
        Bounds.USUAL,
        world -> {
          try (var environment = new SimulatedEnvironment(plan, world, Set.of())) {
            environment.start();
            var recorder = new MemoryRecorder(world);
            try (var improvisation = new Improvisation(world, environment, recorder)) {
              trying.with(new Hand(world, improvisation, recorder));
            }
          }
          return true;
        });
  }

  @Test
  void a_step_has_bitten_when_it_returns_and_stays_until_it_is_healed() {
    improvise(hand -> {
      hand.play("power-off: leader");
      assertThat(hand.marks("power-off"))
          .containsExactly(FaultMark.ASKED, FaultMark.APPLIED, FaultMark.SEEN_TO_BITE);
      assertThat(hand.inForce()).containsExactly("power-off");
      hand.play("start: the-powered-off");
      assertThat(hand.marks("power-off")).endsWith(FaultMark.HEALED);
      assertThat(hand.inForce()).isEmpty();
    });
  }

  @Test
  void everything_is_healed_at_once_and_maintenance_ended() {
    improvise(hand -> {
      hand.play("pause: { agent: any-replica }");
      hand.play("cut: { between: leader, and: etcd1, by: silence }");
      hand.play("maintenance: on");
      assertThat(hand.inForce()).containsExactly("pause", "cut", "maintenance");
      assertThat(hand.improvisation().healAll()).isEqualTo(3);
      assertThat(hand.inForce()).isEmpty();
      assertThat(hand.improvisation().healAll()).isZero();
    });
  }

  @Test
  void a_fault_with_a_time_heals_by_itself() {
    improvise(hand -> {
      hand.play("pause: leader\nfor: 10s");
      assertThat(hand.inForce()).containsExactly("pause");
      hand.world().sleep(Duration.ofSeconds(11));
      assertThat(hand.inForce()).isEmpty();
    });
  }

  @Test
  void a_target_that_is_nobody_leaves_a_failed_mark() {
    improvise(hand -> {
      hand.play("kill: every-node");
      hand.world().sleep(Duration.ofSeconds(40));
      hand.play("switchover: {}");
      assertThat(hand.marks("switchover")).containsExactly(FaultMark.ASKED, FaultMark.FAILED);
    });
  }

  @Test
  void an_interruption_breaks_off_a_step_that_waits_for_somebody() {
    improvise(hand -> {
      hand.play("kill: every-node");
      hand.world().sleep(Duration.ofSeconds(40));
      hand.improvisation().interrupt("the end");
      assertThatThrownBy(() -> hand.play("pause: leader")).hasMessage("the end");
    });
  }
}
