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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A primary that was stopped for its restart is one again only where nobody else may lead. */
class RestartOfPrimaryTest {
  private static final Decision RESTART =
      new Decision("restart-wanted", "", List.of(new Action.Restart()));
  private static final Duration STOP = Duration.ofMillis(100);
  private static final StoreView MINE = Views.ledBy("node1");
  private static final Supplier<Boolean> LOST =
      () -> {
        throw new PortFailure.Unavailable("no answer");
      };

  /** Which of its server's ways were used, and whether it asked for its key. */
  private static List<String> restarted(
      StoreView store, Supplier<Boolean> keyIsMine, Consumer<Jobs> meanwhile) {
    List<String> done = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Dcs dcs =
              Ports.port(
                  Dcs.class,
                  method ->
                      switch (method) {
                        case "read" -> store;
                        case "grantLease" -> 7L;
                        case "leaseLeft" -> Optional.empty();
                        case "moveLeaderKey" -> {
                          done.add(method);
                          yield keyIsMine.get();
                        }
                        default -> true;
                      });
          Postgres postgres =
              Ports.port(
                  Postgres.class,
                  method ->
                      switch (method) {
                        case "look" ->
                            AgentRequests.Blank.primary(
                                AgentRequests.Blank.server(ServerState.RUNNING));
                        case "stop" -> {
                          world.sleep(STOP);
                          yield done.add(method);
                        }
                        default -> done.add(method);
                      });
          AgentParts parts = Ports.parts(world, Configured.READER, dcs, postgres);
          TaskGroup group = world.group("agent");
          CycleParts cycle = CycleParts.of(world, parts, group);
          cycle.act(RESTART);
          meanwhile.accept(cycle.jobs());
          world.sleep(STOP.multipliedBy(3));
          group.kill();
        });
    return done;
  }

  @Test
  void who_holds_the_key_still_is_started_again() {
    assertThat(restarted(MINE, () -> true, _ -> {}))
        .containsExactly("stop", "moveLeaderKey", "startAsPrimary");
  }

  @Test
  void who_has_lost_the_key_meanwhile_is_not() {
    assertThat(restarted(MINE, () -> false, _ -> {})).containsExactly("stop", "moveLeaderKey");
  }

  @Test
  void where_the_store_does_not_answer_what_was_read_of_it_counts() {
    assertThat(restarted(MINE, LOST, _ -> {})).endsWith("startAsPrimary");
    assertThat(restarted(Views.ledBy("node2"), LOST, _ -> {})).endsWith("moveLeaderKey");
  }

  @Test
  void who_was_demoted_meanwhile_is_not() {
    assertThat(restarted(MINE, () -> true, jobs -> jobs.begin(Job.Kind.DEMOTE, "demote", () -> {})))
        .containsExactly("stop");
  }

  @Test
  void in_maintenance_mode_no_key_is_needed() {
    StoreView paused = StoreView.onlyConfigured(Map.of("pause", true));
    assertThat(restarted(paused, () -> false, _ -> {})).containsExactly("stop", "startAsPrimary");
  }
}
