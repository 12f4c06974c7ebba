package dev.ordeal.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "node1",
        "a",
        "1",
        "etcd-2",
        "x123456789-123456789-123456789-123456789-123456789-123456789-12"
      })
  void a_host_name_label_is_a_node_name(String text) {
    assertThat(new NodeName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Node1",
        "-a",
        "a-",
        "a.b",
        "a_b",
        "a b",
        "x123456789-123456789-123456789-123456789-123456789-123456789-1234"
      })
  void anything_else_is_not(String text) {
    assertThatThrownBy(() -> new NodeName(text)).hasMessageContaining("'" + text + "'");
  }

  @Test
  void timelines_begin_at_one() {
    assertThatThrownBy(() -> new Timeline(0)).hasMessageContaining("not 0");
    assertThat(new Timeline(2)).isGreaterThan(new Timeline(1)).hasToString("2");
  }
}
