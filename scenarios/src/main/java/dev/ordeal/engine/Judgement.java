package dev.ordeal.engine;

import dev.ordeal.checks.Check;
import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Judge;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.language.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of every promise of a scenario, the story of its steps first, beside what is expected
 * of the agent today.
 */
public record Judgement(List<Verdict> verdicts, Expected expected) {
  public Judgement {
    verdicts = List.copyOf(verdicts);
  }

  /** Judges evidence by the promises of the scenario; a check that throws is inconclusive. */
  public static Judgement of(Scenario scenario, Evidence evidence) {
    List<Check> checks = new ArrayList<>(List.of(new Story()));
    checks.addAll(scenario.promises());
    return new Judgement(
        Judge.judge(checks, evidence), scenario.expectedOf(evidence.run().agent()));
  }

  /** The worst of all verdicts. */
  public Outcome outcome() {
    return Judge.overall(verdicts);
  }

  /** The verdicts that came out otherwise than expected. */
  public List<Verdict> surprises() {
    return verdicts.stream().filter(expected::isSurprise).toList();
  }
}
