package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:5433 | 127.0.0.1 | 5433",
        "node1 | node1 | 5432",
        "*:5432 | * | 5432",
        "10.0.0.1,10.0.0.2:5433 | 10.0.0.1 10.0.0.2 | 5433",
        "10.0.0.1, localhost:5433 | 10.0.0.1 localhost | 5433",
        "[::1]:5433 | ::1 | 5433",
        "[::] | :: | 5432",
        "::1 | ::1 | 5432",
        "[::1],127.0.0.1:5433 | ::1 127.0.0.1 | 5433"
      })
  void hosts_and_a_port(String text, String hosts, int port) {
    assertThat(ListenAddress.parse(text, 5432))
        .contains(new ListenAddress(List.of(hosts.split(" ")), port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":5432", "a:", "a:b", "a:0", "a:65536", "a b:1", "http://a:1", "a,:1"})
  void what_is_no_address(String text) {
    assertThat(ListenAddress.parse(text, 5432)).isEmpty();
  }

  @Test
  void one_host_where_one_is_meant() {
    assertThat(HostAndPort.parse("[fe80::1]:1", 5432)).contains(new HostAndPort("fe80::1", 1));
    assertThat(HostAndPort.parse("a,b:1", 5432)).isEmpty();
    assertThat(new HostAndPort("fe80::1", 5432)).hasToString("[fe80::1]:5432");
    assertThat(new HostAndPort("node1", 5432)).hasToString("node1:5432");
  }

  @ParameterizedTest
  @CsvSource({
    "'*:5432', localhost",
    "'0.0.0.0:5432', localhost",
    "'10.0.0.1,127.0.0.1:5432', localhost",
    "'10.0.0.1,10.0.0.2:5432', 10.0.0.1"
  })
  void a_process_of_the_node_goes_by_localhost_where_it_can(String listen, String host) {
    assertThat(ListenAddress.parse(listen, 1).orElseThrow().localHost()).isEqualTo(host);
  }
}
