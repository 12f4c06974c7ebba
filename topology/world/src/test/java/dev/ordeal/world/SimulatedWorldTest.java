package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SimulatedWorldTest extends WorldContract {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  @Override
  void in(long seed, Story story) {
    SimulatedWorld.run(seed, Bounds.USUAL, story::tell);
  }

  @Test
  void an_hour_passes_at_once_and_to_the_nanosecond() {
    Moment end =
        SimulatedWorld.compute(
            1,
            Bounds.USUAL,
            world -> {
              world.sleep(Duration.ofHours(1));
              return world.monotonic();
            });
    assertThat(end).isEqualTo(new Moment(Duration.ofHours(1).toNanos()));
  }

  @Test
  void tasks_due_at_the_same_instant_run_in_the_order_in_which_they_asked() {
    List<Integer> order = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          for (int i = 0; i < 5; i++) {
            int number = i;
            world
                .group("g")
                .spawn(
                    "t" + i,
                    () -> {
                      world.sleep(Duration.ofMillis(10));
                      order.add(number);
                    });
          }
          world.sleep(Duration.ofMillis(10));
        });
    assertThat(order).isEmpty();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          for (int i = 0; i < 5; i++) {
            int number = i;
            world
                .group("g")
                .spawn(
                    "t" + i,
                    () -> {
                      world.sleep(Duration.ofMillis(10));
                      order.add(number);
                    });
          }
          world.sleep(Duration.ofMillis(11));
        });
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void no_finally_of_a_killed_task_runs() {
    List<String> steps = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("doomed");
          group.spawn(
              "t",
              () -> {
                try {
                  world.sleep(Duration.ofSeconds(1));
                } finally {
                  steps.add("finally");
                }
              });
          world.sleep(Duration.ofMillis(1));
          group.kill();
          world.sleep(Duration.ofSeconds(5));
        });
    assertThat(steps).isEmpty();
  }

  @Test
  void an_error_of_a_task_ends_the_run_with_task_time_and_seed() {
    assertThatThrownBy(() ->
            SimulatedWorld.run(
                42,
                Bounds.USUAL,
                world -> {
                  world
                      .group("node1")
                      .spawn(
                          "agent",
                          () -> {
                            world.sleep(Duration.ofMillis(1500));
                            throw new IllegalArgumentException("no such thing");
                          });
                  world.sleep(Duration.ofSeconds(9));
                }))
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("'node1/agent'")
        .hasMessageContaining("1.500000 s")
        .hasMessageContaining("seed 42")
        .hasRootCauseMessage("no such thing");
  }

  @Test
  void when_nobody_can_go_on_the_waiting_are_named() {
    assertThatThrownBy(() ->
            SimulatedWorld.run(
                3,
                Bounds.USUAL,
                world -> {
                  TaskGroup group = world.group("node1");
                  Task loop = group.spawn("agent", () -> world.sleep(Duration.ofSeconds(1)));
                  group.freeze();
                  loop.join(FOREVER);
                }))
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("nobody can go on")
        .hasMessageContaining("'story/main' waits for the end of 'node1/agent'")
        .hasMessageContaining("'node1/agent' waits for its first turn and is frozen")
        .hasMessageContaining("seed 3");
  }

  @Test
  void a_run_that_wakes_too_often_is_broken_off() {
    assertThatThrownBy(() ->
            SimulatedWorld.run(
                3,
                Bounds.USUAL.withWakeUps(1000),
                world -> {
                  while (true) {
                    world.sleep(Duration.ofNanos(1));
                  }
                }))
        .hasMessageContaining("more than 1000 wake-ups")
        .hasMessageContaining("'story/main'");
  }

  @Test
  void a_run_that_goes_on_too_long_is_broken_off() {
    var bounds = Bounds.USUAL.withVirtualTime(Duration.ofSeconds(10));
    assertThatThrownBy(
            () -> SimulatedWorld.run(3, bounds, world -> world.sleep(Duration.ofSeconds(11))))
        .hasMessageContaining("PT10S of virtual time");
  }

  @Test
  void a_queue_that_grows_without_end_is_broken_off() {
    assertThatThrownBy(() ->
            SimulatedWorld.run(
                3,
                Bounds.USUAL.withQueueLength(50),
                world -> {
                  Mailbox<Integer> mailbox = world.mailbox();
                  while (true) {
                    mailbox.put(1);
                  }
                }))
        .hasMessageContaining("more than 50 messages wait in one mailbox");
  }

  @Test
  void a_task_that_blocks_outside_the_world_is_named_with_its_stack() {
    var bounds = Bounds.USUAL.withWallTime(Duration.ofMillis(300));
    assertThatThrownBy(() ->
            SimulatedWorld.run(
                3,
                bounds,
                world -> {
                  world
                      .group("node2")
                      .spawn(
                          "stray",
                          () -> {
                            try {
                              new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                              Thread.currentThread().interrupt();
                            }
                          });
                  world.sleep(Duration.ofSeconds(1));
                }))
        .hasMessageContaining("baton: 'node2/stray'")
        .hasMessageContaining("blocked outside the world")
        .cause()
        .extracting(
            Throwable::getStackTrace, InstanceOfAssertFactories.array(StackTraceElement[].class))
        .anyMatch(frame -> frame.getClassName().endsWith("CountDownLatch"));
  }

  @Test
  void a_foreign_thread_may_not_put_into_a_mailbox() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Mailbox<String> mailbox = world.mailbox();
          List<Throwable> errors = new ArrayList<>();
          Thread foreign = Thread.ofPlatform().unstarted(() -> mailbox.put("x"));
          foreign.setUncaughtExceptionHandler((_, error) -> errors.add(error));
          foreign.start();
          foreign.join();
          assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
        });
  }

  @Test
  void skew_bends_the_wall_clock_of_its_group_alone() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("node1");
          world.skew(group, Duration.ofMinutes(5));
          Mailbox<Duration> seen = world.mailbox();
          var mine = world.wallClock();
          var monotonic = world.monotonic();
          group.spawn(
              "t",
              () -> {
                seen.put(Duration.between(mine, world.wallClock()));
                seen.put(world.monotonic().since(monotonic));
              });
          assertThat(seen.take(PATIENCE)).contains(Duration.ofMinutes(5));
          assertThat(seen.take(PATIENCE)).contains(Duration.ZERO);
        });
  }

  @Test
  void actions_run_at_their_instant_in_the_order_in_which_they_were_asked_for() {
    List<String> order = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Mailbox<String> mailbox = world.mailbox();
          world.after(2_000_000, () -> order.add("second at " + world.nanos()));
          world.after(1_000_000, () -> order.add("first at " + world.nanos()));
          world.after(2_000_000, () -> mailbox.put("third"));
          order.add(mailbox.take(PATIENCE).orElse("nothing") + " at " + world.nanos());
        });
    assertThat(order).containsExactly("first at 1000000", "second at 2000000", "third at 2000000");
  }

  @Test
  void an_action_may_not_wait() {
    assertThatThrownBy(() ->
            SimulatedWorld.run(
                5,
                Bounds.USUAL,
                world -> {
                  world.after(1, () -> world.sleep(Duration.ofSeconds(1)));
                  world.sleep(Duration.ofSeconds(2));
                }))
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("an action failed")
        .hasMessageContaining("only tasks may wait")
        .hasMessageContaining("seed 5");
  }
}
