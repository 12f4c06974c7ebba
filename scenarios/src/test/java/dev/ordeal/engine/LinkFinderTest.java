package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut.Flow;
import dev.ordeal.language.Action.Links;
import dev.ordeal.language.Action.Service;
import dev.ordeal.language.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkFinderTest {
  private static final Link OPENED_BY_1 = new Link("node1", "node2", 5432);
  private static final Link OPENED_BY_2 = new Link("node2", "node1", 5432);
  private static final Link REST = new Link("node2", "node1", 8008);
  private static final Link ELSEWHERE = new Link("node2", "node3", 5432);
  private final LinkFinder finder =
      new LinkFinder(List.of(OPENED_BY_1, OPENED_BY_2, REST, ELSEWHERE));

  private static Links asked(boolean oneWay, Service... services) {
    return new Links(
        new Target.Named("node1"), new Target.Named("node2"), oneWay, Set.of(services));
  }

  private List<Flow> flows(Links asked) {
    return finder.flows(asked, List.of("node1"), List.of("node2"));
  }

  @Test
  void both_ways_means_every_byte_of_every_connection_between_the_ends() {
    assertThat(flows(asked(false)))
        .containsExactly(
            new Flow(OPENED_BY_1, true, true),
            new Flow(OPENED_BY_2, true, true),
            new Flow(REST, true, true));
  }

  @Test
  void one_way_means_bytes_in_that_direction_whoever_opened_the_connection() {
    assertThat(flows(asked(true)))
        .containsExactly(
            new Flow(OPENED_BY_1, true, false),
            new Flow(OPENED_BY_2, false, true),
            new Flow(REST, false, true));
  }

  @Test
  void a_service_picks_its_port() {
    assertThat(flows(asked(false, Service.REST))).containsExactly(new Flow(REST, true, true));
  }

  @Test
  void one_way_links_are_those_that_the_first_end_opens() {
    assertThat(finder.links(asked(true), List.of("node1"), List.of("node2")))
        .containsExactly(OPENED_BY_1);
  }
}
