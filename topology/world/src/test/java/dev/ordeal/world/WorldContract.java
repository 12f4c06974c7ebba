package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What both makers of {@link World} promise. */
abstract class WorldContract {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Tells {@code story} in a world of {@code seed}. */
  abstract void in(long seed, Story story);

  interface Story {
    void tell(World world);
  }

  @Test
  void a_sleep_lasts_at_least_as_long_as_it_was_asked_to() {
    in(
        1,
        world -> {
          Moment before = world.monotonic();
          world.sleep(Duration.ofMillis(15));
          assertThat(world.monotonic().since(before)).isGreaterThanOrEqualTo(Duration.ofMillis(15));
        });
  }

  @Test
  void a_moment_that_has_passed_is_not_waited_for() {
    in(
        1,
        world -> {
          Moment before = world.monotonic();
          world.sleepUntil(before.minus(Duration.ofHours(1)));
          assertThat(world.monotonic().since(before)).isLessThan(Duration.ofSeconds(10));
        });
  }

  @Test
  void messages_come_in_the_order_in_which_they_were_put() {
    in(
        1,
        world -> {
          Mailbox<Integer> mailbox = world.mailbox();
          world
              .group("sender")
              .spawn(
                  "send",
                  () -> {
                    for (int i = 0; i < 3; i++) {
                      mailbox.put(i);
                      world.sleep(Duration.ofMillis(2));
                    }
                  });
          for (int i = 0; i < 3; i++) {
            assertThat(mailbox.take(PATIENCE)).contains(i);
          }
        });
  }

  @Test
  void an_empty_mailbox_is_left_after_the_limit() {
    in(
        1,
        world -> {
          Mailbox<Integer> mailbox = world.mailbox();
          assertThat(mailbox.take(Duration.ZERO)).isEmpty();
          Moment before = world.monotonic();
          assertThat(mailbox.take(Duration.ofMillis(10))).isEmpty();
          assertThat(world.monotonic().since(before)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
        });
  }

  @Test
  void every_message_reaches_exactly_one_of_several_takers() {
    in(
        1,
        world -> {
          Mailbox<Integer> mailbox = world.mailbox();
          Mailbox<Integer> taken = world.mailbox();
          TaskGroup takers = world.group("takers");
          for (int i = 0; i < 4; i++) {
            takers.spawn("taker " + i, () -> mailbox.take(PATIENCE).ifPresent(taken::put));
          }
          List.of(1, 2, 3, 4).forEach(mailbox::put);
          List<Integer> all = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            all.add(taken.take(PATIENCE).orElseThrow());
          }
          assertThat(all).containsExactlyInAnyOrder(1, 2, 3, 4);
        });
  }

  @Test
  void joining_waits_for_the_end_of_a_task_and_no_longer_than_its_limit() {
    in(
        1,
        world -> {
          Task task = world.group("g").spawn("t", () -> world.sleep(Duration.ofMillis(30)));
          assertThat(task.join(Duration.ofMillis(1))).isFalse();
          assertThat(task.join(PATIENCE)).isTrue();
          assertThat(task.isDone()).isTrue();
        });
  }

  @Test
  void a_killed_task_takes_no_further_step() {
    in(
        1,
        world -> {
          List<String> steps = Collections.synchronizedList(new ArrayList<>());
          TaskGroup group = world.group("doomed");
          Task task =
              group.spawn(
                  "t",
                  () -> {
                    steps.add("first");
                    world.sleep(Duration.ofSeconds(1));
                    steps.add("second");
                  });
          world.sleep(Duration.ofMillis(50));
          group.kill();
          assertThat(task.join(PATIENCE)).isTrue();
          world.sleep(Duration.ofMillis(20));
          assertThat(steps).containsExactly("first");
          assertThat(group.isKilled()).isTrue();
          assertThatThrownBy(() -> group.spawn("late", () -> {}))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("doomed");
        });
  }

  @Test
  void a_task_that_kills_its_own_group_ends_at_its_next_wait() {
    in(
        1,
        world -> {
          List<String> steps = Collections.synchronizedList(new ArrayList<>());
          TaskGroup group = world.group("suicide");
          group.spawn(
              "t",
              () -> {
                group.kill();
                steps.add("still here");
                world.sleep(Duration.ofMillis(1));
                steps.add("never");
              });
          world.sleep(Duration.ofMillis(50));
          assertThat(steps).containsExactly("still here");
        });
  }

  @Test
  void a_frozen_group_stands_still_and_goes_on_when_it_is_thawed() {
    in(
        1,
        world -> {
          Mailbox<String> asked = world.mailbox();
          Mailbox<String> answered = world.mailbox();
          TaskGroup group = world.group("frozen");
          group.spawn(
              "echo",
              () -> {
                while (true) {
                  asked.take(PATIENCE).ifPresent(answered::put);
                }
              });
          world.sleep(Duration.ofMillis(5));
          group.freeze();
          asked.put("hello");
          assertThat(answered.take(Duration.ofMillis(30))).isEmpty();
          group.thaw();
          assertThat(answered.take(PATIENCE)).isEqualTo(Optional.of("hello"));
          group.kill();
        });
  }

  @Test
  void a_frozen_group_can_be_killed() {
    in(
        1,
        world -> {
          TaskGroup group = world.group("frozen");
          Task task = group.spawn("t", () -> world.sleep(Duration.ofMillis(1)));
          group.freeze();
          group.kill();
          assertThat(task.join(PATIENCE)).isTrue();
        });
  }

  @Test
  void streams_of_chance_follow_the_seed_and_the_name() {
    List<Long> draws = new ArrayList<>();
    for (long seed : List.of(7L, 7L, 8L)) {
      in(
          seed,
          world -> {
            draws.add(world.random("writers").nextLong());
            draws.add(world.random("readers").nextLong());
          });
    }
    assertThat(draws.subList(0, 2)).isEqualTo(draws.subList(2, 4));
    assertThat(draws.stream().distinct()).hasSize(4);
  }
}
