package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Policy;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a cycle does after the store has let it wait in vain. */
class HeldUpCycleTest {
  private static final Duration RETRY = DynamicSettings.DEFAULTS.retryTimeout();
  private static final Decision WRITES =
      new Decision("leading", "", List.of(new Action.ClearFailover(1)));

  /** What the agent asked of the store, in order; its member key is news in every cycle. */
  private static List<String> asked(Duration waits, Duration until) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          List<String> asked = new ArrayList<>();
          Policy policy = _ -> WRITES;
          Dcs dcs = Ports.port(Dcs.class, method -> store(world, waits, asked, method));
          Postgres postgres = Ports.port(Postgres.class, method -> server(world, method));
          TaskGroup group = world.group("agent");
          new Agent(Ports.parts(world, policy, dcs, postgres), group).start();
          world.sleep(until);
          group.kill();
          return asked.stream()
              .filter(call -> List.of("read", "clearFailover", "writeMember").contains(call))
              .toList();
        });
  }

  private static Object store(World world, Duration waits, List<String> asked, String method) {
    asked.add(method);
    return switch (method) {
      case "read" -> Views.withMember("node1");
      case "grantLease" -> 7L;
      case "clearFailover" -> {
        world.sleep(waits);
        throw new PortFailure.Unavailable("no answer in time");
      }
      default -> true;
    };
  }

  private static Object server(World world, String method) {
    return switch (method) {
      case "look" -> AgentRequests.Blank.server(ServerState.RUNNING);
      case "status", "keptConfiguration", "process" -> Optional.empty();
      case "keepSlots" -> new TreeMap<String, Lsn>();
      case "pendingRestart" -> Map.of("at " + world.monotonic(), Map.of());
      default -> false;
    };
  }

  @Test
  void a_key_that_is_there_waits_for_the_next_cycle() {
    assertThat(asked(RETRY, RETRY.multipliedBy(3)))
        .startsWith("read", "clearFailover", "writeMember", "read", "clearFailover", "read");
  }

  @Test
  void where_nothing_waits_it_is_written_at_once() {
    assertThat(asked(Duration.ofMillis(1), RETRY.multipliedBy(3)))
        .startsWith("read", "clearFailover", "writeMember", "read", "clearFailover", "writeMember");
  }
}
