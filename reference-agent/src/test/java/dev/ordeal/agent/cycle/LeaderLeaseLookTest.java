package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.LeaseLeft;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** node1 asks for the lease by which another one leads. */
final class LeaderLeaseLookTest {
  private static final Duration LEFT = Duration.ofSeconds(4);
  private static final Duration LATE = Duration.ofMillis(300);

  private final List<Long> asked = new ArrayList<>();
  private volatile Supplier<Optional<Duration>> store = () -> Optional.of(LEFT);

  private void tell(BiConsumer<SimulatedWorld, LeaderLeaseLook> story) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Dcs dcs =
              Ports.portOf(
                  Dcs.class,
                  (_, arguments) -> {
                    asked.add((Long) arguments[0]);
                    return store.get();
                  });
          Postgres postgres = Ports.port(Postgres.class, _ -> Optional.empty());
          AgentParts parts = Ports.parts(world, dcs, postgres);
          story.accept(world, new LeaderLeaseLook(parts, world.group("agent")));
        });
  }

  @Test
  void it_goes_on_for_what_it_has_left_from_the_question_on() {
    tell((world, look) -> {
      Moment before = world.monotonic();
      assertThat(look.look(Views.ledBy("node2", 8)))
          .contains(LeaseLeft.told(8, LEFT, before, before));
      assertThat(asked).containsExactly(8L);
    });
  }

  @Test
  void nobody_is_asked_where_this_node_leads_or_nobody_does_or_the_key_has_no_lease() {
    tell((_, look) -> {
      assertThat(look.look(Views.ledBy("node1", 8))).isEmpty();
      assertThat(look.look(StoreView.EMPTY)).isEmpty();
      assertThat(look.look(Views.ledBy("node2", 0))).isEmpty();
      assertThat(asked).isEmpty();
    });
  }

  @Test
  void a_lease_that_the_store_does_not_know_or_an_answer_that_does_not_come_tells_nothing() {
    tell((_, look) -> {
      store = Optional::empty;
      assertThat(look.look(Views.ledBy("node2", 8))).isEmpty();
      store =
          () -> {
            throw new PortFailure.Unavailable("no answer");
          };
      assertThat(look.look(Views.ledBy("node2", 8))).isEmpty();
    });
  }

  @Test
  void an_answer_that_comes_late_serves_the_next_cycle_and_only_of_its_own_lease() {
    tell((world, look) -> {
      Moment before = world.monotonic();
      store =
          () -> {
            world.sleep(LATE);
            return Optional.of(LEFT);
          };
      assertThat(look.look(Views.ledBy("node2", 8))).isEmpty();
      world.sleep(LATE);
      assertThat(look.look(Views.ledBy("node3", 9))).isEmpty();
      world.sleep(LATE);
      assertThat(look.look(Views.ledBy("node3", 9)).orElseThrow().asked()).isGreaterThan(before);
    });
  }
}
