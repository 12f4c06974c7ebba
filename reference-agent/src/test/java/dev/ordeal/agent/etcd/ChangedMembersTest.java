package dev.ordeal.agent.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The members of the store are others after a reload. */
class ChangedMembersTest {
  /** Answers readings, and remembers who follows it. */
  private static final class Member {
    private final List<String> asked = new ArrayList<>();
    private Optional<StoreMember.Follower> follower = Optional.empty();

    StoreMember port() {
      return (StoreMember)
          Proxy.newProxyInstance(
              StoreMember.class.getClassLoader(),
              new Class<?>[] {StoreMember.class},
              (proxy, method, arguments) -> {
                asked.add(method.getName());
                return switch (method.getName()) {
                  case "range" -> new StoreMember.Range(Map.of(), 1);
                  case "follow" -> {
                    follower = Optional.of((StoreMember.Follower) arguments[1]);
                    yield null;
                  }
                  default -> null;
                };
              });
    }
  }

  private static void play(BiConsumer<Member, EtcdDcs> story) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Member first = new Member();
          var group = world.group("agent");
          story.accept(
              first, new EtcdDcs(world, List.of(first.port()), group, "/service", "orders"));
        });
  }

  @Test
  void the_new_ones_are_asked_and_the_old_ones_closed() {
    play((before, dcs) -> {
      Member after = new Member();
      dcs.read();
      dcs.use(List.of(after.port()));
      dcs.read();
      assertThat(before.asked).containsExactly("range", "close");
      assertThat(after.asked).containsExactly("range");
    });
  }

  @Test
  void the_watch_goes_on_whatever_their_revisions_are() {
    play((before, dcs) -> {
      Member after = new Member();
      List<String> changed = new ArrayList<>();
      dcs.watch(changed::add);
      before.follower.orElseThrow().changed("leader", 90);
      dcs.use(List.of(after.port()));
      after.follower.orElseThrow().changed("sync", 3);
      assertThat(changed).containsExactly("leader", "sync");
    });
  }
}
