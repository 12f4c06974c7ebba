package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ordeal.evidence.EvidenceBuilder;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  @Test
  void the_share_served_is_told_in_and_outside_of_faults() {
    var run = Runs.failover();
    Runs.passes(new Availability(0.7), run);
    Runs.fails(new Availability(0.9), run, "in faults", "outside");
    assertThat(Runs.figure(new Availability(0.9), run, "availability outside faults"))
        .isEqualTo(100);
    assertThat(Runs.figure(new Availability(0.9), run, "availability in faults"))
        .isCloseTo(32, within(1.0));
  }

  @Test
  void too_few_operations_prove_nothing() {
    Runs.cannotSay(new Availability(0.5), new EvidenceBuilder().ended(1), "too few");
  }
}
