package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.contracts.links.LinkContract;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Slice;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.environment.fault.Throttle;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.RealWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of links through Toxiproxy: the contract, and by what means they come about. */
@Tag("container")
class LinkFaultsIT implements LinkContract {
  private static Started started;
  private static NodeName leader;
  private static Link link;

  @BeforeAll
  static void start() {
    started = new Started(Plans.threeNodes());
    leader = started.leader();
    link = started.besideLink(leader);
  }

  @AfterAll
  static void end() {
    started.close();
  }

  @Override
  public void at(Story story) {
    Place place = new Place(RealWorld.of(1), started.environment, leader, link);
    try {
      story.tell(place);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      place.healAll();
    }
  }

  @Test
  void silence_is_packets_dropped() throws Exception {
    Cut silence = new Cut(List.of(new Cut.Flow(link, true, true)), Cut.Manner.SILENCE);
    AppliedFault fault = started.biting(silence);
    assertThat(fault.means()).isEqualTo("packet drop");
    fault.heal();
    assertThat(fault.inForce()).isFalse();
  }

  @Test
  void a_link_with_jitter_answers_later_by_times_that_vary() throws Exception {
    Duration latency = Duration.ofMillis(200);
    Duration jitter = Duration.ofMillis(100);
    try (Trips trips = Trips.over(started.environment, link)) {
      AppliedFault fault = started.biting(new Slow(List.of(link), latency, jitter));
      assertThat(trips.least(1)).isGreaterThanOrEqualTo(latency.minus(jitter).multipliedBy(2));
      // Nothing else than jitter makes a trip shorter than the latency both ways.
      Started.eventually(
          LIMIT.multipliedBy(5), () -> trips.take(1).compareTo(latency.multipliedBy(2)) < 0);
      fault.heal();
      assertThat(trips.least(1)).isLessThan(latency.minus(jitter));
    }
  }

  @Test
  void a_throttled_link_carries_no_more_than_its_rate() throws Exception {
    int bytesPerSecond = 200_000;
    Duration half = Duration.ofMillis(500);
    try (Trips trips = Trips.over(started.environment, link)) {
      AppliedFault fault = started.biting(new Throttle(List.of(link), bytesPerSecond));
      assertThat(trips.take(bytesPerSecond)).isGreaterThan(half);
      fault.heal();
      assertThat(trips.least(bytesPerSecond)).isLessThan(half);
    }
  }

  @Test
  void a_sliced_link_delivers_in_pieces_with_pauses() throws Exception {
    int pieces = 200;
    Duration half = Duration.ofMillis(500);
    try (Trips trips = Trips.over(started.environment, link)) {
      AppliedFault fault = started.biting(new Slice(List.of(link), 8, Duration.ofMillis(5)));
      assertThat(trips.take(pieces * 8)).isGreaterThan(half);
      fault.heal();
      assertThat(trips.least(pieces * 8)).isLessThan(half);
    }
  }
}
