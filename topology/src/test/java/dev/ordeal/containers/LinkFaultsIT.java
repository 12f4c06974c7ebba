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
  void a_link_with_jitter_answers_later() throws Exception {
    started.biting(new Slow(List.of(link), Duration.ofMillis(200), Duration.ofMillis(20))).heal();
  }

  @Test
  void a_throttled_link_carries_no_more_than_its_rate() throws Exception {
    started.biting(new Throttle(List.of(link), 200_000)).heal();
  }

  @Test
  void a_sliced_link_delivers_in_pieces() throws Exception {
    started.biting(new Slice(List.of(link), 8, Duration.ofMillis(5))).heal();
  }
}
