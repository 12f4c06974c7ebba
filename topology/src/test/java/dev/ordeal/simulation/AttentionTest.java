package dev.ordeal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Operation;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.names.NodeName;
import dev.ordeal.sensors.Pace;
import dev.ordeal.sensors.Sensors;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sensors look closely while something is going on, and more rarely while nothing is. */
final class AttentionTest {
  private static final long SECOND_NS = 1_000_000_000;

  /** What the sensors wrote down. */
  private record Seen(World world, List<Event> events) implements Recorder {
    @Override
    public void record(Event event) {
      events.add(event);
    }

    @Override
    public long nowNs() {
      return world.monotonic().nanos();
    }

    /** The longest time between two looks at the commits of a node. */
    long longestNs(String node, long fromNs, long toNs) {
      long last = fromNs;
      long longest = 0;
      for (Event event : events) {
        boolean within = fromNs < event.atNs() && event.atNs() <= toNs;
        if (within && event instanceof Event.CommitProbe probe && probe.node().equals(node)) {
          longest = Math.max(longest, probe.atNs() - last);
          last = probe.atNs();
        }
      }
      return Math.max(longest, toNs - last);
    }
  }

  private interface Happening {
    void happens(Environment environment, Sensors sensors, long nowNs);
  }

  /** Lets the sensors grow calm, and tells how closely they look before and after. */
  private static List<Long> longest(Happening happening) {
    List<Long> longest = new ArrayList<>();
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          String watched = Stories.others(environment, leader).getFirst().value();
          var seen = new Seen(world, new ArrayList<>());
          var sensors =
              new Sensors(world, seen, environment.probes(), environment.plan(), Pace.USUAL);
          sensors.start();
          world.sleep(Duration.ofSeconds(15));
          long calm = seen.nowNs();
          longest.add(seen.longestNs(watched, calm - 2 * SECOND_NS, calm));
          happening.happens(environment, sensors, seen.nowNs());
          long roused = seen.nowNs();
          world.sleep(Duration.ofSeconds(5));
          longest.add(seen.longestNs(watched, roused, seen.nowNs()));
          world.sleep(Duration.ofSeconds(10));
          longest.add(seen.longestNs(watched, seen.nowNs() - 2 * SECOND_NS, seen.nowNs()));
          sensors.stop();
        });
    return longest;
  }

  @Test
  void a_fault_opens_the_eyes_at_once_and_for_a_while() {
    List<Long> longest =
        longest((_, sensors, nowNs) ->
            sensors.hear(
                new Event.FaultMarked(
                    nowNs, 1, "pause", List.of("node1"), FaultMark.ASKED, "", "")));
    assertThat(longest.get(0)).isBetween(75_000_000L, 85_000_000L);
    assertThat(longest.get(1)).isLessThan(25_000_000L);
    assertThat(longest.get(2)).isBetween(75_000_000L, 85_000_000L);
  }

  @Test
  void a_change_of_the_leader_key_does_so_too_whoever_made_it() {
    List<Long> longest =
        longest((environment, _, _) ->
            environment
                .operations()
                .perform(
                    new Operation.Switchover(Stories.leader(environment), Optional.empty()),
                    Duration.ofSeconds(30)));
    assertThat(longest.get(1)).isLessThan(25_000_000L);
  }

  @Test
  void what_tells_of_no_harm_leaves_them_calm() {
    List<Long> longest =
        longest((_, sensors, nowNs) -> sensors.hear(new Event.StepStarted(nowNs, 0, "wait: 1s")));
    assertThat(longest.get(1)).isBetween(75_000_000L, 85_000_000L);
  }
}
