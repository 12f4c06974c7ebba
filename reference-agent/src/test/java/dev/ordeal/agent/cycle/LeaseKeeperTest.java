package dev.ordeal.agent.cycle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

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
    guarded((simulated, keeping, store, watched) -> {
      Moment sent = simulated.monotonic().plus(SECOND.multipliedBy(5));
      keeping.failsafeAgreed(sent);
      Moment agreed = sent.plus(keeping.timing().fenceAfter());
      assertThat(watched.deadline).isEqualTo(agreed);
      keeping.guardServer(1);
      assertThat(watched.deadline).isEqualTo(agreed);
    });
  }

  @Test
  void a_server_that_was_released_begins_anew() {
    guarded((simulated, keeping, store, watched) -> {
      keeping.failsafeAgreed(simulated.monotonic().plus(SECOND.multipliedBy(5)));
      keeping.releaseServer();
      assertThat(watched.deadline).isNull();
      keeping.guardServer(1);
      assertThat(watched.deadline).isEqualTo(keeping.view().fenceBy());
    });
  }

  /** A store that grants everything, and renews what it has not forgotten. */
  private static final class Granting {
    private long leases;
    private long forgotten;

    Dcs dcs() {
      return (Dcs)
          Proxy.newProxyInstance(
              Dcs.class.getClassLoader(),
              new Class<?>[] {Dcs.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "grantLease" -> ++leases;
                    case "renewLease" -> (Long) arguments[0] > forgotten;
                    default -> throw new AssertionError(method + " was called");
                  });
    }
  }

  private interface Kept {
    void told(SimulatedWorld world, LeaseKeeper keeping, Granting store, Watched watched);
  }

  /** A server is guarded by a lease of 30 s, the first that was granted, since a moment. */
  private static void guarded(Kept kept) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        simulated -> {
          Watched watched = new Watched();
          Granting store = new Granting();
          Log log = Ports.port(Log.class, method -> method);
          LeaseKeeper keeping =
              new LeaseKeeper(simulated, store.dcs(), watched, Watchdog.NONE, log, () -> {});
          keeping.useTiming(SECOND.multipliedBy(30), SECOND);
          keeping.start(simulated.group("agent"));
          simulated.sleep(Duration.ofMillis(10));
          assertThat(keeping.guardServer(1)).isTrue();
          kept.told(simulated, keeping, store, watched);
        });
  }

  @Test
  void no_lease_is_asked_for_before_it_is_known_how_long_it_is_to_last() {
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
                  none(Log.class),
                  () -> {});
          keeping.start(simulated.group("agent"));
          simulated.sleep(SECOND.multipliedBy(20));
          assertThat(keeping.view().id()).isEmpty();
          keeping.useTiming(SECOND.multipliedBy(5), SECOND);
          simulated.sleep(Duration.ofMillis(1));
          assertThat(keeping.view().id()).contains(1L);
          assertThat(keeping.view().fenceBy().since(simulated.monotonic()))
              .isLessThan(SECOND.multipliedBy(5));
        });
  }

  @Test
  void a_shorter_lease_moves_the_guardians_deadline_back() {
    Duration shorter = SECOND.multipliedBy(20);
    guarded((simulated, keeping, store, watched) -> {
      keeping.useTiming(shorter, SECOND);
      simulated.sleep(Duration.ofMillis(10));
      assertThat(keeping.view().id()).contains(2L);
      assertThat(watched.deadline).isNotNull().isLessThan(simulated.monotonic().plus(shorter));
    });
  }

  @Test
  void another_lease_moves_it_on_only_once_the_key_lies_under_it() {
    Duration before = SECOND.multipliedBy(30);
    guarded((simulated, keeping, store, watched) -> {
      keeping.useTiming(SECOND.multipliedBy(40), SECOND);
      simulated.sleep(Duration.ofMillis(10));
      assertThat(keeping.view().id()).contains(2L);
      assertThat(keeping.view().fenceBy()).isLessThan(simulated.monotonic().plus(before));
      assertThat(watched.deadline).isEqualTo(keeping.view().fenceBy());
      assertThat(keeping.guardServer(2)).isTrue();
      assertThat(watched.deadline).isGreaterThan(simulated.monotonic().plus(before));
    });
  }

  /**
   * The store has ended the lease: who goes on by another one that the key is not under, has none.
   */
  @Test
  void a_lease_that_was_granted_after_the_loss_of_the_keys_moves_no_deadline() {
    guarded((simulated, keeping, store, watched) -> {
      Moment deadline = requireNonNull(watched.deadline);
      store.forgotten = 1;
      for (int i = 0; i < 20; i++) {
        simulated.sleep(SECOND);
        keeping.cycleEnded();
      }
      assertThat(keeping.view().id()).contains(2L);
      assertThat(watched.deadline).isLessThan(deadline.plus(SECOND.multipliedBy(6)));
      assertThat(keeping.view().holds(simulated.monotonic().plus(SECOND.multipliedBy(6))))
          .isFalse();
      assertThat(keeping.guardServer(1)).as("by a lease that is lost").isFalse();
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
          assertThat(keeping.guardServer(1)).isTrue();
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
