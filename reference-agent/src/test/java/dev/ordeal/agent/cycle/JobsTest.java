package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.RealWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  private final RealWorld world = RealWorld.of(1);
  private final Mailbox<Wake> wakes = world.mailbox();
  private final Jobs jobs = new Jobs(world, world.group("jobs"), wakes, Ports.log());

  @Test
  void the_end_of_a_job_wakes_the_cycle_with_what_became_of_it() {
    jobs.begin(Job.Kind.START, "start", () -> {});
    assertThat(wakes.take(LONG_ENOUGH)).get().isInstanceOf(Wake.JobEnded.class);
    assertThat(jobs.current()).isEmpty();
  }

  @Test
  void whoever_waits_for_a_job_is_told_when_another_overtakes_it() {
    jobs.begin(Job.Kind.RESTART, "restart", () -> world.sleep(LONG_ENOUGH));
    jobs.begin(Job.Kind.DEMOTE, "demote", () -> {});
    assertThat(wakes.take(LONG_ENOUGH))
        .get()
        .isInstanceOfSatisfying(
            Wake.JobOvertaken.class,
            overtaken -> assertThat(overtaken.job().kind()).isEqualTo(Job.Kind.RESTART));
  }

  /** Else it would be under way for ever, and nothing else would ever begin. */
  @Test
  void a_job_that_a_mistake_breaks_off_has_ended() {
    List<String> mistakes = new ArrayList<>();
    Jobs surviving =
        new Jobs(
            world,
            world.group("jobs"),
            wakes,
            Ports.port(Log.class, method -> mistakes.add(method)));
    surviving.begin(
        Job.Kind.START,
        "start",
        () -> {
          throw new IllegalStateException("a mistake");
        });
    assertThat(wakes.take(LONG_ENOUGH))
        .get()
        .isInstanceOfSatisfying(
            Wake.JobEnded.class, ended -> assertThat(ended.failure()).isPresent());
    assertThat(surviving.current()).isEmpty();
    assertThat(mistakes).containsExactly("mistake");
  }

  @Test
  void a_job_may_go_on_as_work_of_another_kind_and_is_still_the_same_job() {
    Mailbox<Boolean> mayEnd = world.mailbox();
    Mailbox<Boolean> changed = world.mailbox();
    jobs.begin(
        Job.Kind.HAND_OVER,
        "switchover",
        work -> {
          work.goesOnAs(Job.Kind.DEMOTE);
          changed.put(work.isCurrent());
          mayEnd.take(LONG_ENOUGH);
        });
    assertThat(changed.take(LONG_ENOUGH)).contains(true);
    assertThat(jobs.current()).map(Job::kind).contains(Job.Kind.DEMOTE);
    mayEnd.put(true);
    assertThat(wakes.take(LONG_ENOUGH)).get().isInstanceOf(Wake.JobEnded.class);
    assertThat(jobs.ended().jobs()).isEqualTo(1);
  }

  @Test
  void nothing_is_begun_by_an_agent_that_ends() {
    jobs.close();
    jobs.begin(Job.Kind.START, "start", () -> wakes.put(new Wake.Asked()));
    assertThat(jobs.current()).isEmpty();
    assertThat(wakes.take(Duration.ofMillis(100))).isEmpty();
  }
}
