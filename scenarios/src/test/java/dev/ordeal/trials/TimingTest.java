package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final Path FILE =
      Path.of(System.getProperty("ordeal.home"), "scenarios/library/primary-loses-power.yaml");

  private final Problems problems = new Problems();

  private Scenario scenario() {
    return ScenarioReader.read(FILE, problems).orElseThrow();
  }

  @Test
  void words_and_numbers_are_timings() {
    assertThat(Timing.read("default", problems)).contains(new Timing(30, 10, 10));
    assertThat(Timing.read("minimum", problems)).contains(new Timing(20, 1, 3));
    assertThat(Timing.read("45/5/20", problems)).contains(new Timing(45, 5, 20));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void anything_else_is_told_with_what_would_be_right() {
    assertThat(Timing.read("30/10", problems)).isEmpty();
    assertThat(problems.inOrder())
        .extracting(Problem::toString)
        .containsExactly(
            "--timing:1:1: `30/10` is no timing; default, minimum, or"
                + " ttl/loop_wait/retry_timeout in seconds, such as 20/1/3");
  }

  @Test
  void a_scenario_keeps_all_but_the_times_of_its_agent() {
    Scenario changed = Timing.DEFAULT.of(scenario(), problems).orElseThrow();
    assertThat(Timing.of(changed.plan())).isEqualTo(Timing.DEFAULT);
    assertThat(changed.plan().nodes()).isEqualTo(scenario().plan().nodes());
    assertThat(changed.promises()).isEqualTo(scenario().promises());
  }

  @Test
  void a_timing_that_no_agent_takes_is_told() {
    assertThat(new Timing(10, 1, 3).of(scenario(), problems)).isEmpty();
    assertThat(problems.inOrder())
        .singleElement()
        .asString()
        .contains("Patroni refuses a ttl of less than 20s");
  }

  @Test
  void a_trial_draws_its_offset_from_the_whole_ttl() {
    Scenario changed = Timing.DEFAULT.of(scenario(), problems).orElseThrow();
    assertThat(TrialSet.of(FILE, changed).scenario().offset()).isEqualTo(Duration.ofSeconds(30));
    Scenario none = changed.with(changed.plan(), Duration.ZERO);
    assertThat(TrialSet.of(FILE, none).scenario().offset()).isZero();
  }

  @Test
  void the_command_that_repeats_a_trial_names_timing_and_seed() {
    assertThat(TrialSet.of(Path.of("x/loses.yaml"), scenario()).again(7))
        .isEqualTo("./ordeal trials x/loses.yaml --timing 20/1/3 --count 1 --seed 7");
  }
}
