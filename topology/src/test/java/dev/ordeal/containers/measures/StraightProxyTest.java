package dev.ordeal.containers.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.Plans;
import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.addresses.Subnet;
import dev.ordeal.containers.configuration.HaproxyConfiguration;
import dev.ordeal.containers.configuration.Home;
import dev.ordeal.names.NodeName;
import org.junit.jupiter.api.Test;

class StraightProxyTest {
  private final AddressPlan addresses =
      new AddressPlan(Subnet.all().getFirst(), Plans.threeNodes());
  private final String usual = HaproxyConfiguration.of(Home.haproxyTemplate(), Plans.threeNodes());
  private final String straight = StraightProxy.of(usual, Plans.threeNodes(), addresses);

  @Test
  void servers_have_the_addresses_of_their_containers() {
    assertThat(usual).contains("server node1 node1:5432 check port 8008");
    assertThat(straight)
        .contains("server node1 " + addresses.of(new NodeName("node1")) + ":5432 check port 8008")
        .doesNotContain(" node1:", " node2:", " node3:");
  }

  @Test
  void no_port_is_that_of_the_usual_proxy() {
    assertThat(straight)
        .contains("bind 0.0.0.0:" + StraightProxy.primaryPort(), "bind 0.0.0.0:15001")
        .contains("bind 0.0.0.0:17000", "ipv4@0.0.0.0:19999")
        .doesNotContain("0.0.0.0:5", "0.0.0.0:7", "0.0.0.0:9");
  }

  @Test
  void everything_else_is_as_it_is() {
    assertThat(straight.lines().count()).isEqualTo(usual.lines().count());
    assertThat(straight.lines().filter(line -> usual.contains(line)).count())
        .isEqualTo(usual.lines().count() - 4 - 6);
  }
}
