package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.json.Json;
import org.junit.jupiter.api.Test;

class HistoryBodyTest {
  @Test
  void lines_as_the_key_has_them() {
    assertThat(Json.text(HistoryBody.of(Nodes.cluster().history().orElseThrow())))
        .isEqualTo(
            "[[1,25000000,\"no recovery target specified\","
                + "\"2026-11-24T16:31:12.763918+00:00\",\"node2\"],"
                + "[2,50000000,\"no recovery target specified\"]]");
  }
}
