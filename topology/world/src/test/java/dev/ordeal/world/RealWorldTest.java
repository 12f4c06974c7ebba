package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RealWorldTest extends WorldContract {
  @Override
  void in(long seed, Story story) {
    story.tell(RealWorld.of(seed));
  }

  @Test
  void an_error_of_a_task_is_kept_for_whoever_joins_it() {
    World world = RealWorld.of(1);
    Task task =
        world
            .group("g")
            .spawn(
                "broken",
                () -> {
                  throw new IllegalArgumentException("no such thing");
                });
    assertThatThrownBy(() -> task.join(PATIENCE))
        .isInstanceOf(TaskFailed.class)
        .hasMessageContaining("broken")
        .hasRootCauseMessage("no such thing");
  }

  @Test
  void an_error_that_nobody_waits_for_is_told_to_whoever_wants_to_hear() {
    RealWorld world = RealWorld.of(1);
    Mailbox<String> told = world.mailbox();
    TaskGroup group =
        world.telling((task, error) -> told.put(task + ": " + error.getMessage())).group("g");
    group.spawn(
        "broken",
        () -> {
          throw new AssertionError("no such thing");
        });
    assertThat(told.take(PATIENCE)).contains("broken: no such thing");
    Task waits = group.spawn("waits", () -> world.sleep(PATIENCE));
    group.kill();
    assertThat(waits.join(PATIENCE)).isTrue();
    assertThat(told.take(Duration.ZERO)).as("an end like any other").isEmpty();
  }

  @Test
  void a_foreign_thread_may_put_into_a_mailbox() {
    World world = RealWorld.of(1);
    Mailbox<String> mailbox = world.mailbox();
    Thread.ofPlatform().start(() -> mailbox.put("from outside"));
    assertThat(mailbox.take(PATIENCE)).contains("from outside");
  }
}
