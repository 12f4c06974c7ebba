package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestOperationsTest {
  @Test
  void dotted_names_become_nested_objects() {
    var configuration =
        new TreeMap<>(
            Map.of("ttl", "30", "postgresql.parameters.work_mem", "\"5MB\"", "pause", "null"));
    assertThat(RestOperations.nested(configuration))
        .isEqualTo(
            "{\"pause\":null,\"postgresql\":{\"parameters\":{\"work_mem\":\"5MB\"}},\"ttl\":30}");
  }
}
