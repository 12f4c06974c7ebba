package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Requests.Outcome;
import dev.ordeal.agent.policy.Observation.CopyOf;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AgentRequestsTest {
  private static void given(Consumer<AgentRequests> story) {
    given(StoreView.EMPTY, (requests, _) -> story.accept(requests));
  }

  private static void given(StoreView store, BiConsumer<AgentRequests, Asked> story) {
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
          Jobs jobs = new Jobs(world, group, world.mailbox(), Ports.log());
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          mind.store = store;
          var asked = new Asked();
          story.accept(new AgentRequests(parts, mind, jobs, asked, world.mailbox(), group), asked);
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

  @Test
  void a_replica_is_asked_to_copy_its_data_anew() {
    given(
        Views.ledBy("node2"),
        (requests, asked) -> {
          assertThat(requests.reinitialize(false, false))
              .isEqualTo(new Outcome(true, "reinitialize started"));
          assertThat(asked.wanted(false).reinitialize()).contains(CopyOf.WHOEVER_OFFERS);
          requests.reinitialize(false, true);
          assertThat(asked.wanted(false).reinitialize()).contains(CopyOf.LEADER);
        });
  }

  @Test
  void nobody_else_is() {
    given(
        Views.ledBy("node1"),
        (requests, asked) -> {
          assertThat(requests.reinitialize(true, false))
              .isEqualTo(new Outcome(false, "I am the leader, can not reinitialize"));
          assertThat(asked.wanted(false).reinitialize()).isEmpty();
        });
    given(
        StoreView.EMPTY,
        (requests, asked) -> {
          assertThat(requests.reinitialize(true, false))
              .isEqualTo(new Outcome(false, "Cluster has no leader, can not reinitialize"));
          assertThat(asked.wanted(false).reinitialize()).isEmpty();
        });
  }

  @Test
  void who_becomes_primary_first_keeps_its_data() {
    given(
        Views.ledBy("node2"),
        (requests, asked) -> {
          requests.reinitialize(false, false);
          requests.primary();
          assertThat(asked.wanted(false).reinitialize()).isEmpty();
        });
  }
}
