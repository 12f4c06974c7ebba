package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AgentRequestsTest {
  private static void given(Consumer<AgentRequests> story) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("agent");
          AgentParts parts =
              Ports.parts(
                  world,
                  Ports.port(Dcs.class, method -> false),
                  Ports.port(Postgres.class, method -> Optional.empty()));
          Jobs jobs = new Jobs(world, group, world.mailbox());
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          var requests = new AgentRequests(parts, mind, jobs, new Asked(), world.mailbox(), group);
          story.accept(requests);
        });
  }

  @Test
  void a_new_primary_is_told_of_before_the_next_cycle() {
    given(requests -> {
      requests.primary();
      assertThat(requests.snapshot().server().isPrimary()).isTrue();
      assertThat(requests.snapshot().role()).isEqualTo("primary");
    });
  }

  @Test
  void a_cycle_that_may_have_looked_before_the_promotion_does_not_take_it_back() {
    given(requests -> {
      NodeSnapshot before = requests.snapshot();
      requests.primary();
      requests.publish(before, true);
      assertThat(requests.snapshot().server().isPrimary()).isTrue();
    });
  }

  @Test
  void what_a_later_cycle_saw_holds() {
    given(requests -> {
      NodeSnapshot before = requests.snapshot();
      requests.primary();
      requests.publish(before, false);
      assertThat(requests.snapshot().server().isPrimary()).isFalse();
      requests.publish(before, true);
      assertThat(requests.snapshot().server().isPrimary()).isFalse();
    });
  }

  @Test
  void a_server_that_has_ended_since_is_no_primary() {
    given(requests -> {
      NodeSnapshot before = requests.snapshot();
      requests.primary();
      requests.serverEnded();
      requests.publish(before, true);
      assertThat(requests.snapshot().server().isPrimary()).isFalse();
    });
  }
}
