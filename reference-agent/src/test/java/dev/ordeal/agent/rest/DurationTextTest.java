package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "30s, PT30S",
    "5min, PT5M",
    "1.5h, PT1H30M",
    "250ms, PT0.25S",
    "1d, PT24H",
    "10us, PT0.00001S",
    "-1, PT-1S"
  })
  void times(String text, Duration time) {
    assertThat(DurationText.of(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5 minutes", "999999999d", "null"})
  void no_times(String text) {
    assertThat(DurationText.of(text)).isEmpty();
  }
}
