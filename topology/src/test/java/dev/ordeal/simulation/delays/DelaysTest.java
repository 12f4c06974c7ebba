package dev.ordeal.simulation.delays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DelaysTest {
  private static Map<String, List<Long>> quantiles(Delays delays) {
    return quantiles(delays.byName());
  }

  private static Map<String, List<Long>> quantiles(Map<String, Delay> byName) {
    Map<String, List<Long>> quantiles = new HashMap<>();
    byName.forEach((name, delay) -> quantiles.put(name, delay.microseconds()));
    return quantiles;
  }

  @Test
  void what_is_written_is_read_again() {
    DelaysFile shipped = DelaysFile.shipped();
    DelaysFile read = DelaysFile.parse(shipped.json());
    assertThat(read.measured()).isEqualTo(shipped.measured());
    assertThat(read.machine()).isEqualTo(shipped.machine());
    assertThat(quantiles(read.microseconds()))
        .isEqualTo(quantiles(shipped.microseconds()))
        .hasSize(20);
  }

  @Test
  void every_delay_comes_back_under_its_own_name() {
    Map<String, Delay> byName = new HashMap<>();
    long microseconds = 10;
    for (String name : Delays.shipped().byName().keySet()) {
      byName.put(name, new Delay(List.of(microseconds, microseconds + 1)));
      microseconds += 10;
    }
    assertThat(quantiles(Delays.of(byName))).isEqualTo(quantiles(byName));
  }

  @Test
  void one_that_is_missing_is_named() {
    Map<String, Delay> byName = new HashMap<>(Delays.shipped().byName());
    byName.remove("promotion");
    assertThatThrownBy(() -> Delays.of(byName))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("promotion");
  }

  @Test
  void measured_times_become_nine_quantiles_whatever_their_order() {
    List<Long> times = new ArrayList<>(LongStream.rangeClosed(0, 800).boxed().toList());
    Collections.shuffle(times, new Random(1));
    assertThat(Delay.of(times).microseconds())
        .containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L);
    assertThat(Delay.of(List.of(7L)).microseconds()).hasSize(9).containsOnly(7L);
  }
}
