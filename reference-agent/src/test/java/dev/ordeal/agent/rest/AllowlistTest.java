package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowlistTest {
  private static List<InetAddress> resolve(String host) {
    return host.equals("node2")
        ? List.of(InetAddress.ofLiteral("10.0.0.2"), InetAddress.ofLiteral("fd00::2"))
        : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.77/30, 10.0.0.79, true",
    "10.0.0.77/30, 10.0.0.80, false",
    "0.0.0.0/0, 192.0.2.1, true",
    "0.0.0.0/0, ::1, false",
    "10.0.0.1/33, 10.0.0.1, false",
    "10.0.0.1/x, 10.0.0.1, false",
    "fd00::/16, fd00:1::1, true",
    "fd00::/16, fd01::1, false",
    "::1, ::1, true",
    "10.0.0.1, ::ffff:10.0.0.1, true",
    "node2, 10.0.0.2, true",
    "node2, fd00::2, true",
    "node2, 10.0.0.3, false",
    "node2/24, 10.0.0.2, false",
    "nowhere, 10.0.0.2, false"
  })
  void admits(String entry, String caller, boolean admitted) {
    Allowlist list = new Allowlist(List.of("192.0.2.77", entry), AllowlistTest::resolve);
    assertThat(list.admits(InetAddress.ofLiteral(caller))).isEqualTo(admitted);
  }
}
