package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Contract, section 7.1: any failure of a bootstrap lets another node try. */
class BootstrapFailsTest {
  @Test
  void the_data_is_put_aside_initialize_is_deleted_and_the_agent_ends() {
    List<String> done = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Dcs dcs = Ports.port(Dcs.class, done::add);
          Postgres postgres = Ports.port(Postgres.class, method -> failing(done, method));
          AgentParts parts = Ports.parts(world, dcs, postgres, code -> done.add("exit " + code));
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          LongWork work = new LongWork(parts, world.group("agent"), mind, LongWork.Told.NOBODY);
          try {
            work.bootstrap("node1", TimelineClaim.NONE, () -> Optional.of(7L));
          } catch (PortFailure e) {
            done.add(e.getMessage());
          }
        });
    assertThat(done)
        .containsExactly(
            "bootstrap", "abandonBootstrap", "deleteInitialize", "exit 1", "no backup");
  }

  private static Object failing(List<String> done, String method) {
    done.add(method);
    if (method.equals("bootstrap")) {
      throw new PortFailure.Refused("no backup");
    }
    return false;
  }
}
