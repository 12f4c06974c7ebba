package dev.ordeal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Outcome;
import dev.ordeal.engine.Judgement;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.trials.Simulation;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The explorer finds what was planted, makes it small, and finds nothing where nothing is. */
class ExplorationTest {
  private static final List<String> ALL =
      List.of("three-nodes", "three-nodes-synchronous", "three-nodes-quorum");

  @TempDir private Path folder;

  private Exploration.Settings settings(List<String> environments, long first, int runs) {
    return new Exploration.Settings(
        environments, first, runs, Optional.empty(), 1, 1, 2, false, 100, folder);
  }

  private static Ledger explore(Exploration.Settings settings, Misbehaviour... planted) {
    return new Exploration(settings, Set.of(planted)).explore(progress -> {});
  }

  /** From seeds on that are not far from the first one that convicts, for the sake of the build. */
  @ParameterizedTest
  @CsvSource({
    "KEEPS_WRITING_WITHOUT_LEASE, leaders-at-once, three-nodes, 1",
    "LOSES_ACKNOWLEDGED_WRITES, acknowledged-writes-lost, three-nodes-synchronous, 395",
    "LEAVES_OLD_SESSIONS_OPEN, old-sessions-closed, three-nodes, 20",
    "MINDS_NO_DEAD_SERVER, every-node-streams-again, three-nodes, 1",
    "MINDS_NO_UNREACHABLE_STORE, writes-out, three-nodes-failsafe, 18",
    "IGNORES_TIMELINES, timelines-lost, three-nodes-check-timeline, 2130",
    "TAKES_THE_END_OF_A_LEASE_FOR_THE_END_OF_ITS_LEADER, leaders-at-once, three-nodes, 70"
  })
  void finds_what_was_planted_and_shrinks_it(
      Misbehaviour planted, String promise, String environment, long first) {
    Ledger ledger = explore(settings(List.of(environment), first, 200), planted);

    assertThat(ledger.found()).isNotEmpty();
    Ledger.Found found = ledger.found().getFirst();
    System.out.printf(
        "%s: %s broken after %d schedules, %d steps; %s%n",
        planted, found.promise(), ledger.runs(), found.steps(), found.command());
    assertThat(found.promise()).isEqualTo(promise);
    assertThat(found.steps()).isLessThanOrEqualTo(5);
    assertThat(found.words()).isNotBlank();
    long seed = Long.parseLong(found.command().replaceFirst(".*--seed ", ""));
    assertThat(outcome(Path.of(found.file()), promise, seed, Set.of(planted)))
        .isEqualTo(Outcome.FAIL);
    assertThat(outcome(Path.of(found.file()), promise, seed, Set.of()))
        .as("without the mistake")
        .isNotEqualTo(Outcome.FAIL);
  }

  private static Outcome outcome(Path file, String promise, long seed, Set<Misbehaviour> planted) {
    var problems = new Problems();
    Scenario scenario =
        ScenarioReader.read(file, problems)
            .orElseThrow(() -> new AssertionError(problems.inOrder().toString()));
    return Judgement.of(scenario, Simulation.watch(scenario, seed, planted).evidence())
        .verdicts()
        .stream()
        .filter(verdict -> verdict.promise().equals(promise))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  @Test
  void finds_nothing_where_nothing_is() {
    Ledger ledger = explore(settings(ALL, 100, 12));
    assertThat(ledger.found()).isEmpty();
    assertThat(ledger.runs()).isEqualTo(12);
    assertThat(ledger.plays()).as("some are struck, at most twice").isBetween(13L, 36L);
    assertThat(ledger.next()).isEqualTo(112);
    assertThat(ledger.repeated()).as("seed 100 is played twice").isEqualTo(1);
    assertThat(ledger.states()).hasSizeGreaterThan(12);
    assertThat(ledger.rules()).containsKeys("leader-race", "leading", "following");
  }

  @Test
  void a_second_call_goes_on_where_the_first_has_ended() {
    explore(settings(ALL, 7, 2));
    Ledger both = explore(settings(ALL, 7, 2));
    assertThat(both.runs()).isEqualTo(4);
    assertThat(both.next()).isEqualTo(11);
    assertThat(Ledger.read(folder)).isEqualTo(both);
  }

  @Test
  void shards_add_up_to_the_whole() {
    Ledger whole = explore(settings(ALL, 20, 4));
    Ledger odd = shard(1);
    Ledger even = shard(2);
    Ledger sum = odd.and(even);
    assertThat(sum.runs()).isEqualTo(whole.runs());
    assertThat(sum.plays()).isEqualTo(whole.plays());
    assertThat(sum.states()).isEqualTo(whole.states());
    assertThat(sum.rules()).isEqualTo(whole.rules());
  }

  private Ledger shard(int part) {
    return explore(
        new Exploration.Settings(
            ALL, 20, 2, Optional.empty(), part, 2, 1, false, 60, folder.resolve("shard" + part)));
  }

  @Test
  void a_seed_always_draws_the_same_schedule_and_another_one_another() {
    var drawing = new Drawing(ALL);
    assertThat(drawing.draw(3).draft().text()).isEqualTo(new Drawing(ALL).draw(3).draft().text());
    assertThat(drawing.draw(3).draft().text()).isNotEqualTo(drawing.draw(4).draft().text());
  }

  @ParameterizedTest
  @CsvSource({
    "three-nodes-synchronous, acknowledged-writes-lost",
    "three-nodes-check-timeline, timelines-lost",
    "three-nodes-failsafe, leaders-at-once"
  })
  void what_an_environment_is_made_for_is_promised_there(String environment, String promise) {
    assertThat(new Drawing(List.of(environment)).draw(1).draft().promises()).containsKey(promise);
  }

  @Test
  void every_kind_of_fault_is_drawn_and_every_schedule_can_be_read() {
    var drawing = new Drawing(List.of("three-nodes", "five-stores", "three-nodes-quorum"));
    long steps = 0;
    for (long seed = 0; seed < 500; seed++) {
      Draft draft = drawing.draw(seed).draft();
      steps += draft.steps().size();
      assertThat(draft.scenario().steps()).hasSameSizeAs(draft.steps());
    }
    assertThat(steps).isGreaterThan(1500);
  }
}
