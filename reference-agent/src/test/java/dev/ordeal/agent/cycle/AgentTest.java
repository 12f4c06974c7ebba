package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.Policy;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
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
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a cycle that took the key tells proxies before the next cycle has looked. */
class AgentTest {
  private static final Decision RACE =
      new Decision("leader-race", "", List.of(new Action.TakeLeaderKey(), new Action.Promote()));
  private static final Decision NOTHING = new Decision("nothing", "", List.of());

  /** The cycle's own end, its last word to the store included. */
  private static final Duration CYCLE = Duration.ofMillis(200);

  @Test
  void who_took_the_key_leads_before_the_next_look_at_the_store() {
    assertThat(afterTheRace(CYCLE.multipliedBy(2)).leads()).isTrue();
  }

  @Test
  void who_was_promoted_within_the_cycle_is_a_primary_after_it() {
    Found found = afterTheRace(CYCLE.dividedBy(4));
    assertThat(found.leads()).isTrue();
    assertThat(found.isPrimary()).isTrue();
  }

  /** Else the node would be lost for good, and nobody would be told. */
  @Test
  void a_cycle_that_a_mistake_breaks_off_is_followed_by_another() {
    List<String> said = new ArrayList<>();
    AtomicInteger decisions = new AtomicInteger();
    Policy policy =
        seen -> {
          if (decisions.incrementAndGet() == 1) {
            throw new IllegalStateException("a mistake");
          }
          return NOTHING;
        };
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Dcs dcs = Ports.port(Dcs.class, method -> store(world, new AtomicInteger(), method));
          Postgres postgres = Ports.port(Postgres.class, method -> server(world, CYCLE, method));
          AgentParts parts = Ports.parts(world, policy, dcs, postgres);
          TaskGroup group = world.group("agent");
          new Agent(Ports.logging(parts, Ports.port(Log.class, said::add)), group).start();
          world.sleep(Duration.ofSeconds(5));
          group.kill();
        });
    assertThat(said).containsOnlyOnce("mistake");
    assertThat(decisions).hasValueGreaterThan(1);
  }

  private record Found(boolean leads, boolean isPrimary) {}

  private static Found afterTheRace(Duration promotion) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          Policy policy =
              seen -> seen.store().leader().isEmpty() && seen.job().isEmpty() ? RACE : NOTHING;
          AtomicInteger looks = new AtomicInteger();
          Dcs dcs = Ports.port(Dcs.class, method -> store(world, looks, method));
          Postgres postgres =
              Ports.port(Postgres.class, method -> server(world, promotion, method));
          TaskGroup group = world.group("agent");
          Agent agent = new Agent(Ports.parts(world, policy, dcs, postgres), group);
          agent.start();
          world.sleep(CYCLE.multipliedBy(4));
          NodeSnapshot snapshot = agent.requests().snapshot();
          group.kill();
          return new Found(snapshot.leads(world.monotonic()), snapshot.server().isPrimary());
        });
  }

  /** The second look at the store takes for ever. */
  private static Object store(World world, AtomicInteger looks, String method) {
    return switch (method) {
      case "read" -> {
        if (looks.getAndIncrement() > 0) {
          world.sleep(Duration.ofHours(1));
        }
        yield StoreView.EMPTY;
      }
      case "grantLease" -> 7L;
      case "writeMember" -> {
        world.sleep(CYCLE);
        yield true;
      }
      case "writeSync" -> OptionalLong.empty();
      default -> true;
    };
  }

  private static Object server(World world, Duration promotion, String method) {
    return switch (method) {
      case "look" -> AgentRequests.Blank.server(ServerState.RUNNING);
      case "status", "keptConfiguration", "process" -> Optional.empty();
      case "pendingRestart" -> Map.of();
      case "keepSlots" -> new TreeMap<String, Lsn>();
      case "removeFragments" -> List.of();
      case "promote" -> {
        world.sleep(promotion);
        yield true;
      }
      default -> false;
    };
  }
}
