package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishedTest {
  private static final Duration LIMIT = Duration.ofMillis(250);
  private static final Duration SOON = Duration.ofMillis(100);

  @Test
  void who_waits_is_told_at_once() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          NodeSnapshot first = AgentRequests.Blank.node(world.monotonic());
          NodeSnapshot second = AgentRequests.Blank.node(world.monotonic());
          var published = new Published(world, first);
          world.after(SOON.toNanos(), () -> published.put(second));
          Moment begin = world.monotonic();
          assertThat(published.after(first, LIMIT)).isSameAs(second);
          assertThat(world.monotonic().since(begin)).isEqualTo(SOON);
          assertThat(published.after(first, LIMIT)).isSameAs(second);
          assertThat(world.monotonic().since(begin)).isEqualTo(SOON);
        });
  }

  @Test
  void without_news_it_is_as_it_was_after_the_limit() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          NodeSnapshot first = AgentRequests.Blank.node(world.monotonic());
          var published = new Published(world, first);
          Moment begin = world.monotonic();
          assertThat(published.after(first, LIMIT)).isSameAs(first);
          assertThat(world.monotonic().since(begin)).isEqualTo(LIMIT);
        });
  }
}
