package dev.ordeal.allure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.RunDescription;
import dev.ordeal.pages.PowerLoss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AllureWriterTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Verdict OUT =
      new Verdict(
          "writes-out",
          "at most 30 s",
          Outcome.PASS,
          "Writes were out for 3.402 s.",
          List.of(),
          List.of(new Figure("writes out", 3.402, "s"), new Figure("detection", 2, "s")));

  @TempDir Path folder;
  private Path run;
  private Path results;

  @BeforeEach
  void a_run_folder() throws IOException {
    run = folder.resolve("run-1");
    results = folder.resolve("results");
    Files.createDirectories(run.resolve("logs/node1"));
    Files.writeString(run.resolve("run.json"), "{}");
    Files.writeString(run.resolve("events.jsonl"), "{\"event\":\"Note\"}\n");
    Files.writeString(run.resolve("logs/etcd1.log"), "elected");
    Files.writeString(run.resolve("logs/node1/agent.log"), "promoted");
  }

  private static Verdict verdict(String promise, Outcome outcome) {
    return new Verdict(promise, "none", outcome, "Because.", List.of(), List.of());
  }

  private JsonNode written(Evidence evidence, Expected expected, Verdict... verdicts)
      throws IOException {
    AllureWriter.write(run, evidence, List.of(verdicts), expected, results);
    try (var files = Files.list(results)) {
      List<Path> found = files.filter(f -> f.toString().endsWith("-result.json")).toList();
      assertThat(found).hasSize(1);
      return JSON.readTree(Files.readString(found.getFirst()));
    }
  }

  private static List<String> names(JsonNode items) {
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add(item.get("name").asString()));
    return names;
  }

  private static JsonNode named(JsonNode items, String name) {
    for (JsonNode item : items) {
      if (item.get("name").asString().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("no " + name + " in " + names(items));
  }

  private String attached(JsonNode result, String name) throws IOException {
    String source = named(result.get("attachments"), name).get("source").asString();
    return Files.readString(results.resolve(source));
  }

  @Test
  void steps_carry_the_times_of_the_evidence_and_their_fault_marks() throws IOException {
    JsonNode result = written(PowerLoss.run().build(), Expected.HOLDS, OUT);
    JsonNode steps = result.get("steps");
    assertThat(names(steps))
        .containsExactly(
            "power-off: leader",
            "expect: { leader: another-node }",
            "stop node3/agent: asked",
            "stop node3/agent: failed",
            "power-off node1: healed",
            "writes-out: pass");
    assertThat(names(steps.get(0).get("steps")))
        .containsExactly(
            "power-off node1: asked", "power-off node1: applied", "power-off node1: seen to bite");
    assertThat(steps.get(1).get("start").asLong()).isEqualTo(START + 10_001);
    assertThat(steps.get(1).get("stop").asLong()).isEqualTo(START + 12_520);
    assertThat(result.get("start").asLong()).isEqualTo(START);
    assertThat(result.get("stop").asLong()).isEqualTo(START + 25_000);
  }

  @Test
  void a_verdict_is_a_step_with_its_words_and_figures() throws IOException {
    JsonNode result = written(PowerLoss.run().build(), Expected.HOLDS, OUT);
    JsonNode step = named(result.get("steps"), "writes-out: pass");
    JsonNode parameters = step.get("parameters");
    assertThat(named(parameters, "why").get("value").asString()).contains("3.402 s");
    assertThat(named(parameters, "detection").get("value").asString()).isEqualTo("2 s");
    assertThat(named(result.get("parameters"), "writes out").get("value").asString())
        .isEqualTo("3.402 s");
    assertThat(named(result.get("parameters"), "seed").get("excluded").asBoolean()).isTrue();
  }

  @Test
  void picture_table_evidence_and_logs_are_attached() throws IOException {
    JsonNode result = written(PowerLoss.run().build(), Expected.HOLDS, OUT);
    assertThat(names(result.get("attachments")))
        .containsExactly(
            "timeline",
            "verdicts",
            "run.json",
            "events.jsonl",
            "logs/etcd1.log",
            "logs/node1/agent.log");
    assertThat(attached(result, "timeline")).contains("<svg", "power-off node1");
    assertThat(attached(result, "verdicts"))
        .contains("overall: pass", "writes out 3.402 s", "from when each was due: median");
    assertThat(attached(result, "logs/node1/agent.log")).isEqualTo("promoted");
  }

  @Test
  void large_evidence_is_packed_and_whole() throws IOException {
    String text = "0123456789abcde\n".repeat(70_000);
    Files.writeString(run.resolve("events.jsonl"), text);
    JsonNode result = written(PowerLoss.run().build(), Expected.HOLDS, OUT);
    JsonNode packed = named(result.get("attachments"), "events.jsonl.gz");
    Path source = results.resolve(packed.get("source").asString());
    try (var in = new GZIPInputStream(Files.newInputStream(source))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void the_status_says_whether_all_came_out_as_expected() throws IOException {
    Evidence evidence = PowerLoss.run().build();
    Verdict two = verdict("leaders-at-once", Outcome.FAIL);
    Verdict blind = verdict("reads-balanced", Outcome.INCONCLUSIVE);
    Expected both = new Expected(List.of("leaders-at-once"), List.of(), List.of(), "no watchdog");
    assertThat(status(written(evidence, Expected.HOLDS, OUT))).isEqualTo("passed");
    assertThat(status(written(evidence, Expected.HOLDS, OUT, two))).isEqualTo("failed");
    assertThat(status(written(evidence, both, OUT, two))).isEqualTo("passed");
    assertThat(status(written(evidence, Expected.HOLDS, OUT, blind))).isEqualTo("broken");
    assertThat(status(written(evidence, Expected.HOLDS, two, blind))).isEqualTo("failed");
    Verdict held = verdict("leaders-at-once", Outcome.PASS);
    assertThat(status(written(evidence, both, held))).isEqualTo("failed");
    assertThat(status(written(evidence, Expected.HOLDS))).isEqualTo("broken");
  }

  @Test
  void a_run_without_an_end_is_broken_and_says_so() throws IOException {
    JsonNode result = written(new EvidenceBuilder().build(), Expected.HOLDS, OUT);
    assertThat(status(result)).isEqualTo("broken");
    assertThat(category(result)).isEqualTo("harness");
  }

  @Test
  void surprises_fall_into_their_categories() throws IOException {
    Evidence evidence = PowerLoss.run().build();
    assertThat(categoryOf(evidence, "leaders-at-once", Outcome.FAIL)).isEqualTo("split-brain");
    assertThat(categoryOf(evidence, "acknowledged-writes-lost", Outcome.FAIL))
        .isEqualTo("lost write");
    assertThat(categoryOf(evidence, "writes-out", Outcome.FAIL)).isEqualTo("late");
    assertThat(categoryOf(evidence, "reads-misrouted", Outcome.FAIL)).isEqualTo("misrouted");
    assertThat(categoryOf(evidence, "writes-out", Outcome.INCONCLUSIVE)).isEqualTo("inconclusive");
  }

  @Test
  void the_incident_is_linked_and_the_history_belongs_to_the_scenario_file_and_seed()
      throws IOException {
    JsonNode first = written(PowerLoss.run().run(r -> with(r, 7)).build(), Expected.HOLDS, OUT);
    assertThat(first.get("links").get(0).get("url").asString())
        .isEqualTo("https://example.org/incident");
    assertThat(first.get("fullName").asString())
        .isEqualTo("simulated/patroni/three-nodes/made-by-hand.yaml seed 7");
    JsonNode again = written(PowerLoss.run().run(r -> with(r, 7)).build(), Expected.HOLDS, OUT);
    try (var files = Files.list(results)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    JsonNode trial = written(PowerLoss.run().run(r -> with(r, 8)).build(), Expected.HOLDS, OUT);
    for (String id : List.of("historyId", "testCaseId", "fullName")) {
      assertThat(again.get(id)).isEqualTo(first.get(id));
      assertThat(trial.get(id)).as("another trial is no retry").isNotEqualTo(first.get(id));
    }
  }

  @Test
  void what_describes_the_folder_is_written_once() throws IOException {
    written(PowerLoss.run().build(), Expected.HOLDS, OUT);
    Files.writeString(results.resolve("environment.properties"), "mine=1\n");
    written(PowerLoss.run().build(), Expected.HOLDS, OUT);
    assertThat(results.resolve("environment.properties")).hasContent("mine=1");
    assertThat(results.resolve("categories.json")).isNotEmptyFile();
  }

  private static RunDescription with(RunDescription run, long seed) {
    return new RunDescription(
        run.schema(),
        run.scenario(),
        run.scenarioFile(),
        run.scenarioSha256(),
        "https://example.org/incident",
        run.environment(),
        run.agent(),
        run.world(),
        seed,
        run.startedAt(),
        run.nodes(),
        run.storeMembers(),
        run.proxies(),
        run.synchronousStandbys(),
        run.balance(),
        run.agentTiming(),
        run.versions(),
        run.machine());
  }

  private static String status(JsonNode result) {
    return result.get("status").asString();
  }

  private String categoryOf(Evidence evidence, String promise, Outcome outcome) throws IOException {
    return category(written(evidence, Expected.HOLDS, verdict(promise, outcome)));
  }

  /** The first category of the written file that fits the result, as Allure files it. */
  private String category(JsonNode result) throws IOException {
    String message = result.get("statusDetails").get("message").asString();
    for (JsonNode category : JSON.readTree(Files.readString(results.resolve("categories.json")))) {
      boolean fits =
          category.get("matchedStatuses").get(0).asString().equals(status(result))
              && Pattern.matches(category.get("messageRegex").asString(), message);
      if (fits) {
        return category.get("name").asString();
      }
    }
    return "none";
  }
}
