package dev.ordeal.trials.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationUseTest {
  private static final long MIB = 1L << 20;

  private static SimulationUse.Block block(long simulatedSeconds) {
    return new SimulationUse.Block(
        20, Duration.ofSeconds(simulatedSeconds), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  private static SimulationUse use(long played, long before, long after) {
    return new SimulationUse(List.of(block(400), block(1800), block(2400)), played, before, after);
  }

  @Test
  void the_speed_is_that_of_the_last_block_and_counts_its_wall_time() {
    assertThat(use(MIB, 0, 0).speed()).isEqualTo(1200);
  }

  @Test
  void what_the_plays_after_the_first_block_leave_behind_is_growth() {
    SimulationUse found = use(MIB, 10 * MIB, 10 * MIB + 4096);
    assertThat(found.growth()).isEqualTo(4096);
    assertThat(found.playsBetween()).isEqualTo(40);
    assertThat(found.isGood()).isTrue();
  }

  @Test
  void each_limit_is_one() {
    assertThat(use(64 * MIB, 0, MIB).isGood()).isTrue();
    assertThat(use(64 * MIB + 1, 0, 0).isGood()).isFalse();
    assertThat(use(MIB, 0, MIB + 1).isGood()).isFalse();
    assertThat(new SimulationUse(List.of(block(1999)), 0, 0, 0).isGood()).isFalse();
  }
}
