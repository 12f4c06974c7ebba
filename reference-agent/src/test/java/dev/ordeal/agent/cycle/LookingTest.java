package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookingTest {
  private static final Duration LIMIT = Duration.ofMillis(100);

  /** Each look takes longer by 80 ms than the one before: the first is in time, the second not. */
  private static void slower(java.util.function.Consumer<Looking<Integer>> story) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          int[] looks = {0};
          story.accept(
              new Looking<>(
                  world.group("looks"),
                  "look",
                  () -> {
                    looks[0]++;
                    world.sleep(Duration.ofMillis(80).multipliedBy(looks[0]));
                    return looks[0];
                  }));
        });
  }

  @Test
  void a_look_that_takes_too_long_gives_the_one_before_or_none() {
    slower(looking -> {
      assertThat(looking.look(LIMIT)).contains(1);
      assertThat(looking.look(LIMIT)).as("what was seen before").contains(1);
    });
    slower(looking -> {
      assertThat(looking.freshLook(LIMIT)).contains(1);
      assertThat(looking.freshLook(LIMIT)).as("nothing that is true now").isEmpty();
      assertThat(looking.freshLook(LIMIT)).as("the look that went on meanwhile").contains(2);
    });
  }
}
