package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "postgres://10.0.0.2:5432/postgres, 10.0.0.2, 5432",
    "http://node_2:8008/patroni, node_2, 8008",
    "https://node2/patroni, node2, ",
    "postgres://user@node2:5433/db?x=1, node2, 5433",
    "postgres://[fd00::2]:5432/postgres, fd00::2, 5432"
  })
  void addresses(String url, String host, Integer port) {
    assertThat(HostPort.of(url)).contains(new HostPort(host, Optional.ofNullable(port)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "node2:5432", "http://"})
  void no_addresses(String url) {
    assertThat(HostPort.of(url)).isEmpty();
  }
}
