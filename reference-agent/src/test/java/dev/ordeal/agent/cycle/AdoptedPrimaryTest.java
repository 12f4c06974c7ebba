package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An agent that begins beside a running primary, whose key is under the lease before its own. */
class AdoptedPrimaryTest {
  private static final long BEFORE = 6;
  private static final long MINE = 7;
  private static final Duration MOVING = Duration.ofSeconds(2);

  /**
   * Its own lease says nothing of how long the key goes on: a deadline by it would outlive the key.
   */
  @Test
  void the_guardian_keeps_its_deadline_until_the_key_is_under_the_new_lease() {
    List<String> told = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          AtomicLong lease = new AtomicLong(BEFORE);
          Dcs dcs =
              Ports.port(
                  Dcs.class,
                  method ->
                      switch (method) {
                        case "read" -> Views.ledBy("node1", lease.get());
                        case "grantLease" -> MINE;
                        case "moveLeaderKey" -> {
                          world.sleep(MOVING);
                          lease.set(MINE);
                          yield told.add("moved");
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
                        case "status", "keptConfiguration", "process" -> Optional.empty();
                        case "pendingRestart" -> Map.of();
                        case "keepSlots" -> new TreeMap<String, Lsn>();
                        case "timelineHistory" -> List.of();
                        default -> false;
                      });
          Guard guard =
              Ports.port(
                  Guard.class,
                  method -> {
                    told.add(method);
                    return true;
                  });
          TaskGroup group = world.group("agent");
          AgentParts parts = Ports.parts(world, Configured.READER, dcs, postgres);
          new Agent(Ports.guarded(parts, guard), group).start();
          world.sleep(MOVING.multipliedBy(2));
          group.kill();
        });
    assertThat(told).contains("moved", "allowUntil");
    assertThat(told.indexOf("allowUntil")).isGreaterThan(told.indexOf("moved"));
    assertThat(told).doesNotContain("release");
  }
}
