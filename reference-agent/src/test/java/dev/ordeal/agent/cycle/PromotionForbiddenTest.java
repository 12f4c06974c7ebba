package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract, section 4.2: what comes between the key and the promotion. */
class PromotionForbiddenTest {
  @Test
  void who_is_forbidden_to_be_promoted_is_not() {
    assertThat(promoting(true, true)).containsExactly("beforePromotion", "forbidden");
  }

  @Test
  void who_has_lost_the_lease_meanwhile_is_not_promoted() {
    assertThat(promoting(false, false))
        .containsExactly("beforePromotion", "not promoted: leadership was lost before");
  }

  @Test
  void who_must_have_a_watchdog_and_has_none_is_not_either() {
    assertThat(promoting(false, true, false))
        .containsExactly("the watchdog could not be activated");
  }

  @Test
  void else_the_promotion_follows() {
    assertThat(promoting(false, true)).startsWith("beforePromotion", "removeFragments", "promote");
  }

  private static List<String> promoting(boolean forbidden, boolean leads) {
    return promoting(forbidden, leads, true);
  }

  private static List<String> promoting(boolean forbidden, boolean leads, boolean watchdog) {
    List<String> done = new ArrayList<>();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Dcs dcs = Ports.port(Dcs.class, done::add);
          Postgres postgres = Ports.port(Postgres.class, method -> answer(done, forbidden, method));
          LongWork work =
              new LongWork(
                  Ports.parts(world, dcs, postgres),
                  world.group("agent"),
                  new Mind(world.wallClock(), world.monotonic()),
                  LongWork.Told.NOBODY);
          try {
            work.promote("node1", 2, watchdog, () -> leads);
          } catch (PortFailure e) {
            done.add(e.getMessage());
          }
        });
    return done;
  }

  private static Object answer(List<String> done, boolean forbidden, String method) {
    done.add(method);
    if (forbidden && method.equals("beforePromotion")) {
      throw new PortFailure.Refused("forbidden");
    }
    return method.equals("removeFragments") ? List.of() : false;
  }
}
