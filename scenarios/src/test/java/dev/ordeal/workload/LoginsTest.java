package dev.ordeal.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In virtual time. */
class LoginsTest {
  private static final Duration LOGIN = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** A database at which a login takes {@link #LOGIN}; tells when each of them began. */
  private static final class Door implements Sessions {
    private final World world;
    private final Moment origin;
    private final List<Long> begun = new ArrayList<>();
    private boolean refuses;
    private int silent;

    Door(World world) {
      this.world = world;
      this.origin = world.monotonic();
    }

    @Override
    public Session open(Entry entry, Duration limit) throws SessionFailure {
      begun.add(world.monotonic().since(origin).toMillis());
      boolean answers = begun.size() > silent;
      world.sleep(answers ? LOGIN : limit);
      if (refuses || !answers) {
        throw new SessionFailure(ClientOutcome.DEFINITE, "refused", "refused", new Exception());
      }
      return new MemoryDatabase(world, LOGIN).open(entry, limit);
    }
  }

  /** When logins began, in milliseconds, of so many clients that each want one at once. */
  private static List<Long> begun(int clients, Consumer<Door> mood) {
    List<Long> begun = new ArrayList<>();
    SimulatedWorld.run(
        7,
        Bounds.USUAL,
        world -> {
          var door = new Door(world);
          mood.accept(door);
          var logins = new Logins(world, door);
          var group = world.group("clients");
          for (int i = 0; i < clients; i++) {
            group.spawn("client " + i, () -> tries(logins));
          }
          world.sleep(Duration.ofSeconds(1));
          group.kill();
          begun.addAll(door.begun);
        });
    return begun;
  }

  private static void tries(Logins logins) {
    try {
      logins.open(new Sessions.Entry.Primary(), LIMIT).close();
    } catch (SessionFailure refused) {
      // What becomes of it is the client's.
    }
  }

  @Test
  void sessions_are_opened_one_after_another() {
    assertThat(begun(4, _ -> {})).containsExactly(0L, 10L, 20L, 30L);
  }

  @Test
  void after_a_login_that_failed_the_next_one_waits_a_little() {
    assertThat(begun(3, door -> door.refuses = true)).containsExactly(0L, 30L, 60L);
  }

  @Test
  void a_login_that_does_not_come_back_holds_nobody_up_for_long() {
    long patience = Logins.PATIENCE.toMillis();
    assertThat(begun(3, door -> door.silent = 1)).containsExactly(0L, patience, patience);
  }
}
