package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long an agent sleeps that would sleep a minute, in virtual time. */
class BetweenCyclesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void a_change_of_the_store_ends_the_sleep() {
    assertThat(sleep(StoreView.EMPTY, new Wake.StoreChanged("config"))).isZero();
    assertThat(sleep(StoreView.EMPTY, new Wake.StoreChanged("leader"))).isZero();
  }

  @Test
  void positions_and_overtaken_jobs_do_not() {
    Moment longAgo = new Moment(0);
    assertThat(
            sleep(
                StoreView.EMPTY,
                new Wake.StoreChanged("status"),
                new Wake.StoreChanged("members/node2"),
                new Wake.JobOvertaken(new Job(Job.Kind.START, "start", longAgo))))
        .isEqualTo(MINUTE);
  }

  @Test
  void while_a_switchover_is_asked_for_a_free_key_is_given_a_moment_to_be_taken() {
    assertThat(sleep(Views.switchoverFrom("node2"), new Wake.StoreChanged("leader")))
        .isEqualTo(Duration.ofMillis(25));
    assertThat(
            sleep(
                Views.switchoverFrom("node2"),
                new Wake.StoreChanged("leader"),
                new Wake.StoreChanged("leader")))
        .isZero();
  }

  private static Duration sleep(StoreView store, Wake... waiting) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          AgentParts parts =
              Ports.parts(
                  world,
                  Ports.port(Dcs.class, method -> true),
                  Ports.port(Postgres.class, method -> Optional.empty()));
          TaskGroup group = world.group("agent");
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          mind.store = store;
          Mailbox<Wake> wakes = world.mailbox();
          Jobs jobs = new Jobs(world, group, wakes, Ports.log());
          AgentRequests requests = new AgentRequests(parts, mind, jobs, new Asked(), wakes, group);
          BetweenCycles between =
              new BetweenCycles(parts, mind, requests, wakes, () -> MINUTE, () -> false);
          for (Wake each : waiting) {
            wakes.put(each);
          }
          Moment begin = world.monotonic();
          between.await(begin.plus(MINUTE));
          return world.monotonic().since(begin);
        });
  }
}
