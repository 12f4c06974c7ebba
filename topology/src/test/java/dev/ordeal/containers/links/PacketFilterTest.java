package dev.ordeal.containers.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut.Flow;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
  private static final Link LINK = new Link("node1", "node2", 5432);

  @Test
  void every_change_is_one_transaction_that_sets_both_sets_anew() {
    assertThat(PacketFilter.script(List.of(), link -> "198.18.65.1"))
        .isEqualTo("flush set ip ordeal drop_in; flush set ip ordeal drop_out");
  }

  @Test
  void directions_are_dropped_apart_and_each_element_stands_once() {
    var flows = List.of(new Flow(LINK, true, false), new Flow(LINK, true, false));
    assertThat(PacketFilter.script(flows, link -> "198.18.65.1"))
        .endsWith("; add element ip ordeal drop_in { 198.18.65.1 . 5432 }");
  }
}
