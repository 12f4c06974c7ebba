package dev.ordeal.trials.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ordeal.containers.measures.PartUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtRestTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private long agentMemory = 90 << 20;
  private List<Duration> starts = List.of(Duration.ofMillis(900), AtRest.START_LIMIT);

  private AtRest.Reading reading(long atSeconds, long memory, long node, long itself) {
    var use = new PartUse("node1", memory, Duration.ofMillis(node), START.plusSeconds(atSeconds));
    var agent =
        new PartUse(
            "agent of node1",
            agentMemory,
            Duration.ofMillis(node / 5),
            START.plusSeconds(atSeconds));
    return new AtRest.Reading(
        List.of(use), List.of(agent), Duration.ofMillis(itself), Duration.ofSeconds(atSeconds));
  }

  /** Closed 0.10 cores in the node and 0.01 in itself; open 0.13 and {@code itself}. */
  private AtRest atRest(long memory, double itself) {
    return AtRest.of(
        new AtRest.Span(reading(0, 1, 0, 0), reading(10, memory, 1_000, 100)),
        new AtRest.Span(
            reading(20, 1, 2_000, 200), reading(30, 1, 3_300, 200 + Math.round(itself * 10_000))),
        starts);
  }

  @Test
  void the_sensors_cost_the_difference_in_containers_and_in_ordeal_itself() {
    AtRest found = atRest(100 << 20, 0.05);
    assertThat(found.parts()).extracting(AtRest.Part::name).containsExactly("node1", AtRest.ITSELF);
    assertThat(found.parts().getFirst().sensors()).isCloseTo(0.03, within(1e-9));
    assertThat(found.parts().getLast().sensors()).isCloseTo(0.04, within(1e-9));
    assertThat(found.total().sensors()).isCloseTo(0.07, within(1e-9));
    assertThat(found.total().memoryBytes()).isEqualTo(100 << 20);
    assertThat(found.isGood()).isTrue();
  }

  /** A fifth of what its node costs. */
  @Test
  void an_agent_that_holds_or_costs_too_much_is_bad() {
    AtRest found = atRest(1, 0.05);
    assertThat(found.agentCores()).isCloseTo(0.02, within(1e-9));
    assertThat(found.agentMemoryBytes()).isEqualTo(90 << 20);
    assertThat(found.total().memoryBytes()).as("it is a share of its node").isEqualTo(1);
    agentMemory = AtRest.AGENT_MEMORY_LIMIT + 1;
    assertThat(atRest(1, 0.05).isGood()).isFalse();
    agentMemory = 1;
    AtRest busy =
        AtRest.of(
            new AtRest.Span(reading(0, 1, 0, 0), reading(10, 1, 1_010, 100)),
            new AtRest.Span(reading(20, 1, 2_000, 200), reading(30, 1, 3_000, 300)),
            starts);
    assertThat(busy.isGood()).isFalse();
  }

  @Test
  void an_agent_that_is_ready_too_late_is_bad() {
    assertThat(atRest(1, 0.05).isGood()).isTrue();
    starts = List.of(AtRest.START_LIMIT.plusNanos(1), Duration.ofMillis(900));
    assertThat(atRest(1, 0.05).slowestStart()).isEqualTo(starts.getFirst());
    assertThat(atRest(1, 0.05).isGood()).isFalse();
  }

  @Test
  void too_much_memory_is_bad() {
    assertThat(atRest(AtRest.MEMORY_LIMIT, 0.05).isGood()).isTrue();
    assertThat(atRest(AtRest.MEMORY_LIMIT + 1, 0.05).isGood()).isFalse();
  }

  @Test
  void sensors_that_cost_too_much_are_bad() {
    assertThat(atRest(1, 0.12).isGood()).isTrue();
    assertThat(atRest(1, 0.14).isGood()).isFalse();
  }
}
