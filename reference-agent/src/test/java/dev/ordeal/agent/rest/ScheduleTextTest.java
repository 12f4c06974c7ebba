package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTextTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-25T10:00:00+00:00, 2026-11-25T10:00:00Z",
    "2026-11-25T10:00:00.123456+01:00, 2026-11-25T09:00:00.123456Z",
    "2026-11-25T10:00Z, 2026-11-25T10:00:00Z",
    "2026-11-25 10:00+02, 2026-11-25T08:00:00Z",
    "2026-11-25 10:00:00 +0530, 2026-11-25T04:30:00Z",
    "2026-11-25t10:00:00z, 2026-11-25T10:00:00Z",
    "2026-11-25 10:00 UTC, 2026-11-25T10:00:00Z",
    "2026-11-25T02:00:00Z, 2026-11-25T02:00:00Z"
  })
  void times_to_come(String text, Instant time) {
    assertThat(ScheduleText.parse(text, "restart", Nodes.WALL))
        .isEqualTo(new ScheduleText.At(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-26", "2026-11-26T10:00", "2026-11-26 10:00:00"})
  void times_of_no_zone(String text) {
    assertThat(ScheduleText.parse(text, "switchover", Nodes.WALL))
        .isEqualTo(
            new ScheduleText.Wrong(
                400, "Timezone information is mandatory for the scheduled switchover"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25T01:59:59Z", "2026-11-25 02:30:00+01:00"})
  void times_gone_by(String text) {
    assertThat(ScheduleText.parse(text, "restart", Nodes.WALL))
        .isEqualTo(new ScheduleText.Wrong(422, "Cannot schedule restart in the past"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "2026-13-01T00:00Z", "25/11/2026", "5"})
  void no_times(String text) {
    assertThat(ScheduleText.parse(text, "restart", Nodes.WALL))
        .isEqualTo(
            new ScheduleText.Wrong(
                422,
                "Unable to parse scheduled timestamp. It should be in an unambiguous format,"
                    + " e.g. ISO 8601"));
  }
}
