package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final Duration READ = Duration.ofMillis(10);

  /**
   * A hand-over releases the key and ends while the store is being read: who then believed both
   * that he leads and that nothing is under way started his server as primary again.
   */
  @Test
  void a_job_that_ends_during_a_look_still_counts_as_under_way() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("agent");
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          Jobs jobs = new Jobs(world, group, world.mailbox());
          Observer observer = observer(world, group, mind, jobs);
          jobs.begin(Job.Kind.DEMOTE, "switchover", () -> world.sleep(READ.dividedBy(2)));
          Observation during = observer.observe(DynamicSettings.DEFAULTS);
          assertThat(jobs.current()).isEmpty();
          assertThat(during.job()).map(Job::kind).contains(Job.Kind.DEMOTE);
          assertThat(observer.observe(DynamicSettings.DEFAULTS).job()).isEmpty();
        });
  }

  private static Observer observer(SimulatedWorld world, TaskGroup group, Mind mind, Jobs jobs) {
    Dcs dcs =
        Ports.port(
            Dcs.class,
            method -> {
              if (method.equals("read")) {
                world.sleep(READ);
                return StoreView.EMPTY;
              }
              return Optional.empty();
            });
    Postgres postgres =
        Ports.port(Postgres.class, method -> AgentRequests.Blank.server(ServerState.STOPPED));
    AgentParts parts = Ports.parts(world, dcs, postgres);
    LeaseKeeper keeper = new LeaseKeeper(world, dcs, parts.guard(), parts.log(), () -> {});
    return new Observer(parts, mind, keeper, jobs, new Asked(), group);
  }
}
