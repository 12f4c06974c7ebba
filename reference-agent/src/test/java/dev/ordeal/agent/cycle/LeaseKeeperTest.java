package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private final RealWorld world = RealWorld.of(1);
  private final Watched guard = new Watched();
  private final LeaseKeeper keeper =
      new LeaseKeeper(world, none(Dcs.class), guard, none(Log.class), () -> {});

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
}
