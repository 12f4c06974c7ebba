package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.SimulatedWorld;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private final RealWorld world = RealWorld.of(1);
  private final Watched guard = new Watched();
  private final LeaseKeeper keeper =
      new LeaseKeeper(world, none(Dcs.class), guard, Watchdog.NONE, none(Log.class), () -> {});

  /** Remembers what it was told last. */
  private static final class Watched implements Guard {
    private @Nullable Moment deadline;

    @Override
    public void allowUntil(Moment moment) {
      deadline = moment;
    }

    @Override
    public void release() {
      deadline = null;
    }

    @Override
    public boolean isWatching() {
      return true;
    }
  }

  /** A port that nothing here may call. */
  private static <T> T none(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " was called");
            }));
  }

  @Test
  void what_all_members_agreed_to_is_not_taken_back_by_an_older_lease() {
    keeper.guardServer();
    Moment sent = world.monotonic().plus(Duration.ofSeconds(5));
    keeper.failsafeAgreed(sent);
    Moment agreed = sent.plus(keeper.timing().fenceAfter());
    assertThat(guard.deadline).isEqualTo(agreed);
    keeper.guardServer();
    assertThat(guard.deadline).isEqualTo(agreed);
  }

  @Test
  void a_server_that_was_released_begins_anew() {
    keeper.guardServer();
    keeper.failsafeAgreed(world.monotonic().plus(Duration.ofSeconds(5)));
    keeper.releaseServer();
    assertThat(guard.deadline).isNull();
    keeper.guardServer();
    assertThat(guard.deadline).isEqualTo(keeper.view().fenceBy());
  }

  /** A store that grants everything. */
  private static final class Granting {
    private long leases;

    Dcs dcs() {
      return (Dcs)
          Proxy.newProxyInstance(
              Dcs.class.getClassLoader(),
              new Class<?>[] {Dcs.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "grantLease" -> ++leases;
                    case "renewLease" -> true;
                    default -> throw new AssertionError(method + " was called");
                  });
    }
  }

  private static void keep(Duration first, Duration then, Kept kept) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        simulated -> {
          Watched watched = new Watched();
          LeaseKeeper keeping =
              new LeaseKeeper(
                  simulated,
                  new Granting().dcs(),
                  watched,
                  Watchdog.NONE,
                  none(Log.class),
                  () -> {});
          keeping.useTiming(first, Duration.ofSeconds(1));
          keeping.start(simulated.group("agent"));
          keeping.guardServer();
          simulated.sleep(Duration.ofMillis(10));
          keeping.keyIsUnder(1);
          keeping.useTiming(then, Duration.ofSeconds(1));
          simulated.sleep(Duration.ofMillis(10));
          kept.told(keeping, watched, simulated.monotonic());
        });
  }

  private interface Kept {
    void told(LeaseKeeper keeping, Watched watched, Moment now);
  }

  @Test
  void a_shorter_lease_moves_the_guardians_deadline_back() {
    Duration shorter = Duration.ofSeconds(20);
    keep(
        Duration.ofSeconds(30),
        shorter,
        (keeping, watched, now) ->
            assertThat(watched.deadline).isNotNull().isLessThan(now.plus(shorter)));
  }

  @Test
  void a_longer_lease_moves_it_on_only_once_the_key_lies_under_it() {
    Duration before = Duration.ofSeconds(20);
    keep(
        before,
        Duration.ofSeconds(30),
        (keeping, watched, now) -> {
          assertThat(keeping.view().fenceBy()).isLessThan(now.plus(before));
          assertThat(watched.deadline).isEqualTo(keeping.view().fenceBy());
          keeping.keyIsUnder(2);
          keeping.guardServer();
          assertThat(keeping.view().id()).contains(2L);
        });
  }

  /** Counts how often it is fed. */
  private static final class Fed implements Watchdog {
    private int times;
    private boolean disabled;

    @Override
    public void useTiming(Duration timeToLive, Duration loopWait) {}

    @Override
    public boolean activate() {
      disabled = false;
      return true;
    }

    @Override
    public void feed(Moment sent) {
      times++;
    }

    @Override
    public void disable() {
      disabled = true;
    }

    @Override
    public boolean forbidsLeading() {
      return false;
    }
  }

  @Test
  void renewals_feed_the_watchdog_until_another_leads_and_a_released_server_needs_none() {
    Duration second = Duration.ofSeconds(1);
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        simulated -> {
          Fed fed = new Fed();
          LeaseKeeper keeping =
              new LeaseKeeper(
                  simulated, new Granting().dcs(), new Watched(), fed, none(Log.class), () -> {});
          keeping.useTiming(Duration.ofSeconds(30), second);
          keeping.start(simulated.group("agent"));
          simulated.sleep(second.multipliedBy(3));
          assertThat(fed.times).isZero();
          assertThat(keeping.guardServer()).isTrue();
          simulated.sleep(second.multipliedBy(3));
          int before = fed.times;
          assertThat(before).isBetween(2, 4);
          keeping.anotherLeads();
          simulated.sleep(second.multipliedBy(3));
          assertThat(fed.times).isEqualTo(before);
          assertThat(fed.disabled).isFalse();
          keeping.releaseServer();
          assertThat(fed.disabled).isTrue();
        });
  }

  /** As after a node was frozen: every moment until then is one without a lease. */
  @Test
  void a_cycle_that_ends_after_a_long_silence_has_the_lease_renewed_at_once() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        simulated -> {
          LeaseKeeper keeping =
              new LeaseKeeper(
                  simulated,
                  new Granting().dcs(),
                  new Watched(),
                  Watchdog.NONE,
                  Ports.port(Log.class, _ -> false),
                  () -> {});
          keeping.useTiming(Duration.ofSeconds(5), Duration.ofSeconds(1));
          keeping.start(simulated.group("agent"));
          simulated.sleep(Duration.ofSeconds(12));
          assertThat(keeping.view().holds(simulated.monotonic())).isFalse();
          keeping.cycleEnded();
          simulated.sleep(Duration.ofMillis(1));
          assertThat(keeping.view().holds(simulated.monotonic())).isTrue();
        });
  }
}
