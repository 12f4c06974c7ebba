package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.measures.AgentUse;
import dev.ordeal.containers.measures.PartUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Whether agents have grown, by what they used after each round. */
final class AgentGrowthTest {
  private static final int MEBIBYTE = 1 << 20;

  private static AgentUse use(int mebibytes, int threads, int files) {
    long bytes = (long) mebibytes * MEBIBYTE;
    return new AgentUse(
        new PartUse("agent of node1", bytes, Duration.ZERO, Instant.EPOCH), threads, files);
  }

  private static List<AgentGrowth> growth(
      int rounds, IntUnaryOperator memory, IntUnaryOperator threads, IntUnaryOperator files) {
    List<List<AgentUse>> read = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      read.add(
          List.of(
              use(memory.applyAsInt(i), threads.applyAsInt(i), files.applyAsInt(i)),
              use(memory.applyAsInt(i) - 2, threads.applyAsInt(i), files.applyAsInt(i))));
    }
    return AgentGrowth.of(read);
  }

  private static List<String> leaks(List<AgentGrowth> growth) {
    return growth.stream().filter(AgentGrowth::isLeak).map(AgentGrowth::what).toList();
  }

  @Test
  void what_grows_from_round_to_round_is_a_leak() {
    assertThat(leaks(growth(30, i -> 90 + i, i -> 25, i -> 60))).containsExactly("memory");
    assertThat(leaks(growth(30, i -> 90, i -> 25 + i, i -> 60))).containsExactly("threads");
    assertThat(leaks(growth(30, i -> 90, i -> 25, i -> 60 + 2 * i))).containsExactly("open files");
  }

  @Test
  void what_grows_at_first_and_then_no_more_is_none() {
    List<AgentGrowth> growth = growth(30, i -> i < 10 ? 60 + 4 * i : 98, i -> 25, i -> 60);
    assertThat(leaks(growth)).isEmpty();
    assertThat(growth.getFirst().second()).isEqualTo(97);
    assertThat(growth.getFirst().last()).isEqualTo(97);
    assertThat(growth.getFirst().most()).isEqualTo(98);
  }

  @Test
  void an_agent_that_begins_anew_now_and_then_hides_none() {
    assertThat(leaks(growth(30, i -> i % 5 == 0 ? 60 : 90 + i, i -> 25, i -> 60)))
        .containsExactly("memory");
  }

  @Test
  void too_few_rounds_say_nothing() {
    assertThat(growth(AgentGrowth.LEAST_ROUNDS - 1, i -> 90 + 20 * i, i -> 25, i -> 60)).isEmpty();
    assertThat(growth(AgentGrowth.LEAST_ROUNDS, i -> 90, i -> 25, i -> 60)).hasSize(3);
  }
}
