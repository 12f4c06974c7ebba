package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A switchover, as the leader does its part of it. */
class HandingOverTest {
  private static final Decision HAND_OVER =
      new Decision("handing-over", "asked for", List.of(new Action.HandOver(List.of("node2"))));

  @Test
  void the_server_takes_writes_until_its_checkpoint_is_done() {
    assertThat(handingOver(_ -> {}))
        .containsExactly("checkpoint while HAND_OVER", "stop while DEMOTE");
  }

  @Test
  void where_something_else_came_between_nothing_is_stopped_or_handed_over() {
    assertThat(handingOver(jobs -> jobs.begin(Job.Kind.REJOIN, "start", () -> {})))
        .containsExactly("checkpoint while HAND_OVER");
  }

  /**
   * @param meanwhile what happens while the checkpoint is written
   */
  private static List<String> handingOver(Consumer<Jobs> meanwhile) {
    List<String> done = new ArrayList<>();
    List<CycleParts> cycle = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Postgres postgres =
              Ports.port(
                  Postgres.class,
                  method -> {
                    switch (method) {
                      case "look" -> {
                        return AgentRequests.Blank.server(ServerState.RUNNING);
                      }
                      case "checkpoint" -> {
                        done.add(method + " while " + underWay(cycle.getFirst().jobs()));
                        meanwhile.accept(cycle.getFirst().jobs());
                      }
                      case "stop" ->
                          done.add(method + " while " + underWay(cycle.getFirst().jobs()));
                      default -> {}
                    }
                    return Optional.empty();
                  });
          Dcs dcs =
              Ports.port(
                  Dcs.class,
                  method ->
                      switch (method) {
                        case "read" -> StoreView.EMPTY;
                        case "grantLease" -> 7L;
                        default -> false;
                      });
          TaskGroup group = world.group("agent");
          cycle.add(CycleParts.of(world, Ports.parts(world, dcs, postgres), group));
          cycle.getFirst().act(HAND_OVER);
          world.sleep(Duration.ofSeconds(10));
          group.kill();
        });
    return done;
  }

  private static Job.Kind underWay(Jobs jobs) {
    return jobs.current().orElseThrow().kind();
  }
}
