package dev.ordeal.junit;

import dev.ordeal.checks.Check;
import dev.ordeal.checks.Judge;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Evidence;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * AssertJ assertions on the evidence of a run.
 *
 * <pre>{@code
 * EvidenceAssert.assertThat(evidence).promise(new LeadersAtOnce(1)).wasBroken().naming("node1");
 * }</pre>
 */
public final class EvidenceAssert extends AbstractAssert<EvidenceAssert, Evidence> {
  private EvidenceAssert(Evidence evidence) {
    super(evidence, EvidenceAssert.class);
  }

  public static EvidenceAssert assertThat(Evidence evidence) {
    return new EvidenceAssert(evidence);
  }

  /** Judges the evidence by {@code check}. */
  public PromiseAssert promise(Check check) {
    isNotNull();
    return new PromiseAssert(Judge.judge(check, actual));
  }

  /** Assertions on what became of one promise. */
  public static final class PromiseAssert extends AbstractAssert<PromiseAssert, Verdict> {
    private PromiseAssert(Verdict verdict) {
      super(verdict, PromiseAssert.class);
    }

    public PromiseAssert held() {
      return cameOut(Outcome.PASS);
    }

    public PromiseAssert wasBroken() {
      return cameOut(Outcome.FAIL);
    }

    public PromiseAssert wasInconclusive() {
      return cameOut(Outcome.INCONCLUSIVE);
    }

    /** The witnesses name every one of {@code nodes}. */
    public PromiseAssert naming(String... nodes) {
      List<String> named =
          actual.witnesses().stream().flatMap(witness -> witness.nodes().stream()).toList();
      if (!named.containsAll(Arrays.asList(nodes))) {
        failWithMessage(
            "expected witnesses to name %s, but they name %s", Arrays.asList(nodes), named);
      }
      return this;
    }

    private PromiseAssert cameOut(Outcome outcome) {
      if (actual.outcome() != outcome) {
        failWithMessage(
            "expected %s (%s) to come out as %s, but it came out as %s: %s",
            actual.promise(), actual.bound(), outcome, actual.outcome(), actual.words());
      }
      return this;
    }
  }
}
