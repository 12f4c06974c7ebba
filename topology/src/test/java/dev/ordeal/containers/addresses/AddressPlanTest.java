package dev.ordeal.containers.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.containers.Plans;
import dev.ordeal.environment.Link;
import dev.ordeal.names.NodeName;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AddressPlanTest {
  private final Subnet subnet = Subnet.all().getFirst();
  private final AddressPlan plan = new AddressPlan(subnet, Plans.threeNodes());

  @Test
  void three_nodes_and_three_store_members_have_thirty_eight_links() {
    // 6 x 2 among nodes, 9 to the store, 6 in it, 3 x 2 from the proxy, 2 + 3 from clients, all
    // once.
    assertThat(plan.links()).hasSize(12 + 9 + 6 + 6 + 5).doesNotHaveDuplicates();
  }

  @Test
  void ports_of_one_pair_share_an_address_and_no_two_pairs_do() {
    Link sql = new Link("node1", "node2", 5432);
    assertThat(plan.listen(sql)).isEqualTo(plan.listen(new Link("node1", "node2", 8008)));
    assertThat(plan.listen(sql)).isNotEqualTo(plan.listen(new Link("node2", "node1", 5432)));
    var listeners = plan.links().stream().map(link -> plan.listen(link) + ":" + link.port());
    assertThat(new HashSet<>(listeners.toList())).hasSameSizeAs(plan.links());
  }

  @Test
  void the_hosts_file_leads_to_links_and_not_to_containers() {
    var hosts = plan.hostsOf(new NodeName("node1"));
    assertThat(hosts).containsOnlyKeys("node2", "node3", "etcd1", "etcd2", "etcd3");
    assertThat(hosts.get("node2")).startsWith("198.18.65.");
    assertThat(plan.of(new NodeName("node2"))).startsWith("198.18.64.");
    assertThat(plan.memberAt(plan.of(new NodeName("node2")))).contains("node2");
  }

  @Test
  void an_unknown_link_is_refused() {
    assertThatThrownBy(() -> plan.listen(new Link("node1", "node2", 80)))
        .hasMessageContaining("no link node1->node2:80");
  }

  @Test
  void subnets_know_whom_they_overlap() {
    assertThat(subnet.cidr()).isEqualTo("198.18.64.0/22");
    assertThat(subnet.overlaps("198.18.66.0/24")).isTrue();
    assertThat(subnet.overlaps("198.18.0.0/15")).isTrue();
    assertThat(subnet.overlaps("198.18.68.0/22")).isFalse();
    assertThat(subnet.overlaps("172.17.0.0/16")).isFalse();
  }
}
