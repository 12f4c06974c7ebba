package dev.ordeal.language;

import static dev.ordeal.language.ScenarioForm.*;

import dev.ordeal.checks.Check;
import dev.ordeal.checks.Expected;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads scenario files: to located nodes, to records, and then looks at what they mean. */
public final class ScenarioReader {
  private ScenarioReader() {}

  /**
   * The scenario in {@code file}; empty where it has any problem.
   *
   * @param problems where everything that is wrong is noted, the unreadable file included
   */
  public static Optional<Scenario> read(Path file, Problems problems) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      return problems.none(
          new Position(file.toString(), 1, 1),
          Files.exists(file) ? "the file cannot be read as text" : "there is no such file",
          "");
    }
    Path folder = file.toAbsolutePath().getParent();
    var library = folder == null ? EnvironmentLibrary.shipped() : EnvironmentLibrary.beside(folder);
    return read(file.toString(), text, library, problems);
  }

  /**
   * The scenario in {@code text}; empty where it has any problem.
   *
   * @param file how the file is called in problems
   */
  public static Optional<Scenario> read(
      String file, String text, EnvironmentLibrary library, Problems problems) {
    int before = problems.size();
    Optional<Values> values =
        LocatedYaml.read(file, text, problems).flatMap(root -> FILE.readPartly(root, problems));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Optional<EnvironmentPlan> plan =
        values.get().get(ENVIRONMENT).flatMap(node -> plan(node, library, problems));
    ScenarioRules.check(values.get(), plan, problems);
    return problems.size() == before
        ? plan.map(found -> scenario(text, values.get(), found))
        : Optional.empty();
  }

  /** The JSON Schema of a scenario file. */
  public static SequencedMap<String, Object> schema() {
    SequencedMap<String, Object> schema = FILE.schema();
    schema.put("$defs", TargetWords.TARGET.definition());
    return schema;
  }

  private static Optional<EnvironmentPlan> plan(
      LocatedNode node, EnvironmentLibrary library, Problems problems) {
    if (node instanceof LocatedNode.Scalar name) {
      return library.find(name.text(), name.position(), problems);
    }
    Optional<Located<String>> base = EnvironmentReader.basedOn(node);
    if (base.isEmpty()) {
      EnvironmentReader.check(node, problems);
      return Optional.empty();
    }
    Optional<EnvironmentPlan> found =
        library.find(base.get().value(), base.get().position(), problems);
    if (found.isEmpty()) {
      EnvironmentReader.check(node, problems);
    }
    return found.flatMap(plan -> EnvironmentReader.changed(plan, node, problems));
  }

  private static Scenario scenario(String text, Values values, EnvironmentPlan plan) {
    List<Step> steps = values.need(STEPS);
    boolean skews = steps.stream().anyMatch(step -> step.action() instanceof Action.Skew);
    return new Scenario(
        values.position(),
        text,
        values.need(SCENARIO),
        values.get(ABOUT, ""),
        values.get(INCIDENT),
        skews ? plan.withSkewableClocks() : plan,
        workload(values.need(WORKLOAD)),
        values.get(WARM_UP, Duration.ofSeconds(3)),
        values.get(OFFSET, true) ? plan.agent().loopWait() : Duration.ZERO,
        values.get(SETTLE, Duration.ofSeconds(60)),
        values.get(MISSING_TARGET, false),
        values.get(SENSORS_OFF, List.of()).stream().map(Located::value).toList(),
        steps,
        promises(values.need(PROMISES)),
        expected(values.get(EXPECTED, new TreeMap<>())));
  }

  private static WorkloadPlan workload(Values values) {
    return new WorkloadPlan(
        values.get(WRITES, 0.0),
        values.get(WRITERS, 4),
        values.get(READS, 0.0),
        values.get(READERS, 4),
        values.get(REGISTERS, 0.0),
        values.get(REGISTER_KEYS, 5),
        values.get(LONG_SESSIONS, 0),
        values.get(STATEMENT_LIMIT, Duration.ofSeconds(2)),
        values.get(BESIDE_NODES, false));
  }

  /** The checks in the order of the file, in which they are shown. */
  private static List<Check> promises(Values values) {
    return values.mapping().entries().stream()
        .flatMap(entry ->
            PromiseWords.ALL.stream()
                .filter(field -> field.name().equals(entry.key().text()))
                .map(values::need))
        .toList();
  }

  private static SortedMap<String, Expected> expected(SortedMap<String, Values> agents) {
    SortedMap<String, Expected> expected = new TreeMap<>();
    agents.forEach((agent, values) ->
        expected.put(
            agent,
            new Expected(
                plain(values.get(BREAKS, List.of())),
                plain(values.get(MAY_BREAK, List.of())),
                plain(values.get(INCONCLUSIVE, List.of())),
                values.need(BECAUSE))));
    return expected;
  }

  private static List<String> plain(List<Located<String>> words) {
    return words.stream().map(Located::value).toList();
  }
}
