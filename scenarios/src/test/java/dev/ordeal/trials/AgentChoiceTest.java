package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentChoiceTest {
  private static final Path FILE =
      Path.of(System.getProperty("ordeal.home"), "scenarios/library/primary-loses-power.yaml");

  private final Problems problems = new Problems();

  private Scenario scenario() {
    return ScenarioReader.read(FILE, problems).orElseThrow();
  }

  private Scenario under(String words) {
    return AgentChoice.under(Optional.of(words), scenario(), problems).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "patroni, patroni:20/1/3",
    "patroni:minimum, patroni:20/1/3",
    "patroni:default, patroni:30/10/10",
    "patroni:45/5/20, patroni:45/5/20",
    "reference, reference:5/1/2",
    "reference:minimum, reference:2/1/1",
    "reference:20/1/3, reference:20/1/3",
  })
  void words_choose_an_agent_and_its_times(String words, String chosen) {
    assertThat(AgentChoice.of(under(words).plan())).hasToString(chosen);
    assertThat(problems.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patrony | --agent:1:1: `patrony` is no agent; reference or patroni, with times after a"
            + " colon where they are not the usual ones: patroni:30/10/10",
        "patroni:30/10 | --agent:1:1: `30/10` is no timing; default, minimum, or"
            + " ttl/loop_wait/retry_timeout in seconds, such as 20/1/3",
        "reference:fast | --agent:1:1: `fast` is no timing; default, minimum, or"
            + " ttl/loop_wait/retry_timeout in seconds, such as 2/1/1",
      })
  void anything_else_is_told_with_what_would_be_right(String words, String told) {
    assertThat(AgentChoice.read(words, problems)).isEmpty();
    assertThat(problems.inOrder()).extracting(Problem::toString).containsExactly(told);
  }

  @Test
  void times_that_an_agent_does_not_take_are_told() {
    assertThat(AgentChoice.under(Optional.of("patroni:10/1/3"), scenario(), problems)).isEmpty();
    assertThat(problems.inOrder())
        .singleElement()
        .asString()
        .contains("Patroni refuses a ttl of less than 20s");
  }

  @Test
  void an_agent_without_a_guardian_is_refused_where_a_step_harms_one() {
    Path file = FILE.resolveSibling("guardian/guardian-freezes-then-agent.yaml");
    Scenario scenario = ScenarioReader.read(file, problems).orElseThrow();
    assertThat(AgentChoice.under(Optional.of("patroni"), scenario, problems)).isEmpty();
    assertThat(problems.inOrder())
        .extracting(Problem::toString)
        .containsExactly(
            file + ":9:12: Patroni has no guardian; an environment under the reference agent");
    assertThat(AgentChoice.under(Optional.of("reference"), scenario, problems)).isPresent();
  }

  @Test
  void a_scenario_keeps_all_but_its_agent() {
    Scenario changed = under("patroni:default");
    assertThat(changed.plan().agent().kind()).isEqualTo(AgentPlan.Kind.PATRONI);
    assertThat(changed.plan().nodes()).isEqualTo(scenario().plan().nodes());
    assertThat(changed.plan().proxy()).isEqualTo(scenario().plan().proxy());
    assertThat(changed.promises()).isEqualTo(scenario().promises());
    assertThat(AgentChoice.under(Optional.empty(), scenario(), problems)).contains(scenario());
  }

  @Test
  void a_trial_draws_its_offset_from_the_whole_ttl() {
    Scenario changed = under("patroni:default");
    assertThat(TrialSet.of(FILE, changed, false).scenario().offset())
        .isEqualTo(Duration.ofSeconds(30));
    Scenario none = changed.with(changed.plan(), Duration.ZERO);
    assertThat(TrialSet.of(FILE, none, false).scenario().offset()).isZero();
  }

  @Test
  void the_command_that_repeats_a_trial_names_agent_and_seed() {
    TrialSet set = TrialSet.of(Path.of("x/loses.yaml"), under("patroni"), false);
    assertThat(set.again(7))
        .isEqualTo("./ordeal trials x/loses.yaml --agent patroni:20/1/3 --count 1 --seed 7");
    assertThat(set.folder(7)).isEqualTo("loses-patroni-20-1-3-7");
  }
}
