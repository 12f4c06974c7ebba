package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void a_foreign_thread_may_put_into_a_mailbox() {
    World world = RealWorld.of(1);
    Mailbox<String> mailbox = world.mailbox();
    Thread.ofPlatform().start(() -> mailbox.put("from outside"));
    assertThat(mailbox.take(PATIENCE)).contains("from outside");
  }
}
