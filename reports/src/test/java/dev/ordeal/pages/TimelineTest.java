package dev.ordeal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.EvidenceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static List<Bar> lane(String name) {
    return Lanes.of(Run.of(PowerLoss.run().build())).stream()
        .filter(lane -> lane.name().equals(name))
        .findFirst()
        .orElseThrow()
        .bars();
  }

  @Test
  void the_picture_names_run_lanes_and_faults() {
    String svg = Timeline.svg(PowerLoss.run().build());
    assertThat(svg)
        .startsWith("<?xml")
        .contains("made by hand — patroni, three-nodes, seed 7")
        .contains(">node1<", ">node3<", ">leader key<", ">clients<", ">faults<")
        .contains(">power-off node1<", ">stop node3/agent (failed)<")
        .contains("out 3.402 s", ">detection<")
        .hasSizeLessThan(200_000);
  }

  @Test
  void a_run_without_any_event_still_has_a_picture() {
    assertThat(Timeline.svg(new EvidenceBuilder().build())).contains(">node2<");
  }

  @Test
  void a_fault_reaches_from_asked_to_healed_and_a_failed_one_lasts_no_time() {
    assertThat(lane("faults"))
        .extracting(Bar::words, Bar::fromNs, Bar::toNs, Bar::row)
        .containsExactly(
            tuple("power-off node1", 10_000_000_000L, 16_000_000_000L, 0),
            tuple("stop node3/agent (failed)", 14_000_000_000L, 14_000_000_000L, 1));
  }

  @Test
  void a_node_shows_what_it_says_and_whether_it_commits() {
    assertThat(lane("node1"))
        .extracting(Bar::hue)
        .containsExactly(Hue.PRIMARY, Hue.NO_ANSWER, Hue.REPLICA, Hue.COMMITS);
  }

  @Test
  void where_the_sensor_says_nothing_nothing_is_drawn() {
    var run =
        new EvidenceBuilder()
            .server("node1", 0, 2_000, "REPLICA", 1, true)
            .server("node1", 6_000, 8_000, "REPLICA", 1, true)
            .build();
    assertThat(Lanes.of(Run.of(run)).get(2).bars())
        .extracting(Bar::fromNs)
        .containsExactly(0L, 6_000_000_000L);
  }

  @Test
  void clients_show_writes_failures_and_the_outage_with_its_phases() {
    assertThat(lane("clients"))
        .extracting(Bar::hue)
        .containsExactly(
            Hue.ACKNOWLEDGED,
            Hue.ACKNOWLEDGED,
            Hue.FAILED,
            Hue.OUT,
            Hue.PART,
            Hue.PART,
            Hue.PART,
            Hue.PART,
            Hue.PART);
  }
}
