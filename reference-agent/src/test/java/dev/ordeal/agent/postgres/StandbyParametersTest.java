package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandbyParametersTest {
  private static final String RUNNING =
      "{\"max_connections\": \"100\", \"max_wal_senders\": \"10\", \"max_wal_size\": \"1024\"}";

  @Test
  void what_the_log_asks_more_of_than_the_server_has_is_too_small() {
    assertThat(
            StandbyParameters.tooSmall(
                RUNNING, Map.of("max_connections setting", "150", "max_wal_senders setting", "10")))
        .containsExactly("max_connections");
  }

  @Test
  void a_replay_that_somebody_paused_has_no_such_reason() {
    assertThat(
            StandbyParameters.tooSmall(
                RUNNING, Map.of("max_connections setting", "90", "max_wal_senders setting", "10")))
        .isEmpty();
  }
}
