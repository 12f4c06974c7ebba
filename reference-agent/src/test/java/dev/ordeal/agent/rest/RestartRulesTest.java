package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.rest.RestartRules.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartRulesTest {
  private static Reading read(String body, boolean paused) {
    return RestartRules.read(Json.object(body).orElseThrow(), paused, Nodes.WALL);
  }

  @Test
  void now() {
    assertThat(read("{}", true)).isEqualTo(new Reading.Now(Map.of(), Optional.empty()));
    assertThat(
            read(
                "{\"role\":\"replica\",\"postgres_version\":\"15.2\",\"restart_pending\":false,"
                    + "\"timeout\":\"2min\"}",
                false))
        .isEqualTo(
            new Reading.Now(
                Map.of("role", "replica", "postgres_version", "15.2", "restart_pending", true),
                Optional.of(Duration.ofMinutes(2))));
  }

  @Test
  void later() {
    assertThat(read("{\"schedule\":\"2026-11-25T03:00+00:00\",\"timeout\":60}", false))
        .isEqualTo(
            new Reading.Later(Instant.parse("2026-11-25T03:00:00Z"), Map.of("timeout", 60L)));
  }

  @Test
  void a_pause_allows_no_schedule() {
    assertThat(read("{\"schedule\":\"2026-11-25T03:00+00:00\"}", true))
        .isEqualTo(new Reading.Refused(500, "Can't schedule restart in the paused state"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"role\":\"master\"} | 400 | PostgreSQL role should be either primary, standby_leader, or"
            + " replica",
        "{\"timeout\":0}       | 400 | Timeout should be a positive number of seconds",
        "{\"timeout\":\"-5s\"} | 400 | Timeout should be a positive number of seconds",
        "{\"timeout\":\"soon\"} | 400 | Timeout should be a positive number of seconds",
        "{\"color\":\"red\",\"timeout\":0} | 400 | Unknown filter for the scheduled restart: color",
        "{\"postgres_version\":\"new\"} | 400 | Invalid PostgreSQL version: new",
        "{\"postgres_version\":\"15\"}  | 400 | Invalid PostgreSQL version format: X.Y or X.Y.Z is"
            + " accepted: 15",
        "{\"postgres_version\":\"9.6\"} | 400 | Invalid PostgreSQL version format: X.Y or X.Y.Z is"
            + " accepted: 9.6",
        "{\"schedule\":\"2026-11-26\"}  | 400 | Timezone information is mandatory for the scheduled"
            + " restart",
        "{\"schedule\":\"2026-11-24T00:00Z\"} | 422 | Cannot schedule restart in the past",
      })
  void turned_down(String body, int code, String text) {
    assertThat(read(body, false)).isEqualTo(new Reading.Refused(code, text));
  }
}
