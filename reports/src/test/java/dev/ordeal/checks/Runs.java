package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.Phase;
import dev.ordeal.evidence.Range;
import dev.ordeal.evidence.Sensor;
import java.util.List;

/** Runs made by hand, on which tests plant what they want to be found. */
final class Runs {
  private Runs() {}

  /**
   * Twenty seconds: node1 leads and loses power at 10 s; the key is free at 12 s, node2 takes it at
   * 12.5 s and commits from 13 s on; the node is healed at 15 s and streams from 16 s on. Appends
   * 10 to 9,990 and 13,400 to 19,990 are acknowledged, those between are lost to the client.
   */
  static EvidenceBuilder failover() {
    return withoutRows()
        .routed("node2", 0, 13_200, false)
        .routed("node2", 13_200, 20_000, true)
        .rows(19_990, "node2", "w1", new Range(0, 9_990), new Range(13_400, 19_990));
  }

  static EvidenceBuilder withoutRows() {
    return withoutWatch().sensor(0, Sensor.LEADER_KEY, "store", 0);
  }

  static EvidenceBuilder withoutWatch() {
    return withoutProbesOf("node3").commits("node3", 0, 20_000, CommitResult.READ_ONLY, 1);
  }

  /** The failover, but the commit sensor says nothing of {@code blind}, which must be node3. */
  static EvidenceBuilder withoutProbesOf(String blind) {
    assertThat(blind).isEqualTo("node3");
    return new EvidenceBuilder()
        .phase(0, Phase.WARM_UP)
        .phase(5_000, Phase.FAULTS)
        .phase(15_000, Phase.HEAL)
        .phase(15_000, Phase.SETTLE)
        .phase(19_980, Phase.COLLECT)
        .leader(1, "node1")
        .fault(10_000, 15_000, 1, "power-off", "node1")
        .leader(12_000, "")
        .leader(12_500, "node2")
        .commits("node1", 0, 10_000, CommitResult.COMMITTED, 1)
        .commits("node1", 10_000, 15_500, CommitResult.REFUSED, 1)
        .commits("node1", 15_500, 20_000, CommitResult.READ_ONLY, 1)
        .commits("node2", 0, 13_000, CommitResult.READ_ONLY, 1)
        .commits("node2", 13_000, 20_000, CommitResult.COMMITTED, 2)
        .appends("node1", 10, 10_000, 10, 1)
        .failing(10_000, 13_400, 10, ClientOutcome.INDEFINITE)
        .appends("node2", 13_400, 20_000, 10, 2)
        .server("node1", 15_000, 16_000, "REPLICA", 1, false)
        .server("node1", 16_000, 20_000, "REPLICA", 2, true)
        .server("node2", 13_000, 20_000, "PRIMARY", 2, false)
        .server("node3", 14_000, 20_000, "REPLICA", 2, true)
        .ended(20_000);
  }

  static void fails(Check check, EvidenceBuilder run, String... wordsAndNodes) {
    Verdict verdict = check.judge(run.build());
    assertThat(verdict.outcome()).as(verdict.words()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.words()).contains(wordsAndNodes);
  }

  static void passes(Check check, EvidenceBuilder run) {
    Verdict verdict = check.judge(run.build());
    assertThat(verdict.outcome()).as(verdict.words()).isEqualTo(Outcome.PASS);
    assertThat(verdict.words()).isNotBlank();
  }

  static void cannotSay(Check check, EvidenceBuilder run, String... words) {
    Verdict verdict = check.judge(run.build());
    assertThat(verdict.outcome()).as(verdict.words()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.words()).contains(words);
  }

  static List<String> witnessNodes(Check check, EvidenceBuilder run) {
    return check.judge(run.build()).witnesses().stream()
        .flatMap(witness -> witness.nodes().stream())
        .distinct()
        .toList();
  }

  static double figure(Check check, EvidenceBuilder run, String name) {
    return check.judge(run.build()).figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure " + name))
        .value();
  }
}
