package dev.ordeal.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepReaderTest {
  private final StepReader reader = new StepReader(threeNodes());

  private static EnvironmentPlan threeNodes() {
    return EnvironmentLibrary.shipped()
        .find("three-nodes", new Position("test", 1, 1), new Problems())
        .orElseThrow();
  }

  private Optional<Step> read(String text) {
    return reader.read("step", text, new Problems());
  }

  private List<String> problemsOf(String text) {
    var problems = new Problems();
    assertThat(reader.read("step", text, problems)).isEmpty();
    return problems.inOrder().stream().map(Object::toString).toList();
  }

  @Test
  void a_step_is_read_as_in_a_scenario() {
    Step step = read("cut: { between: leader, and: etcd1, by: silence }\nfor: 10s").orElseThrow();
    assertThat(step.action()).isInstanceOf(Action.Cut.class);
    assertThat(step.lasting()).contains(Duration.ofSeconds(10));
  }

  @Test
  void what_is_wrong_is_told_with_its_place() {
    assertThat(problemsOf("kil: leader"))
        .containsExactly("step:1:1: a step has no key `kil`; meant `kill`?");
    assertThat(problemsOf("kill: node9"))
        .containsExactly("step:1:7: there is no member `node9`; meant `node1`?");
    assertThat(problemsOf("power-off leader")).hasSize(1).first().asString().startsWith("step:1:1");
    assertThat(problemsOf("")).containsExactly("step:1:1: the file is empty");
  }

  @Test
  void words_for_what_a_fault_met_need_that_fault_in_a_step_before() {
    assertThat(problemsOf("start: the-powered-off")).isNotEmpty();
    assertThat(read("power-off: leader")).isPresent();
    assertThat(read("start: the-powered-off")).isPresent();
  }

  @Test
  void a_wrong_step_is_no_step_before() {
    assertThat(problemsOf("power-off: node9")).isNotEmpty();
    assertThat(problemsOf("start: the-powered-off")).isNotEmpty();
  }

  @Test
  void what_waits_or_covers_a_sensor_is_refused() {
    for (String text :
        List.of(
            "wait: 5s", "expect: { leader: nobody }\nwithin: 5s", "blind: { sensor: commit }")) {
      assertThat(problemsOf(text)).hasSize(1).first().asString().contains("waits for nothing");
    }
    assertThat(problemsOf("kill: leader\nafter: 5s"))
        .containsExactly("step:2:1: a step by hand is done at once; the step without `after`");
  }
}
