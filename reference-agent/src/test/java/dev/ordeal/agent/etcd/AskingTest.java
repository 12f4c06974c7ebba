package dev.ordeal.agent.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AskingTest {
  private static final Duration LIMIT = Duration.ofMillis(900);

  /** A member that does what is planned, call by call; its last plan stays. */
  private static final class Planned implements StoreMember {
    private final World world;
    private final String name;
    private final List<Plan> plans;
    private int calls;

    Planned(World world, String name, Plan... plans) {
      this.world = world;
      this.name = name;
      this.plans = List.of(plans);
    }

    String name(Duration limit) throws MemberFailure {
      Plan plan = plans.get(Math.min(calls++, plans.size() - 1));
      boolean inTime = plan.takes().compareTo(limit) <= 0;
      world.sleep(inTime ? plan.takes() : limit);
      MemberFailure.Kind kind = inTime ? plan.kind() : MemberFailure.Kind.UNREACHABLE;
      if (kind != null) {
        throw new MemberFailure(kind, name + " did not");
      }
      return name;
    }

    @Override
    public Range range(String prefix, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Transacted transact(List<Condition> when, List<Write> then, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(Write.Put write, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long grant(long seconds, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long keepAlive(long lease, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long timeToLive(long lease, Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void follow(String prefix, Follower follower) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private record Plan(Duration takes, MemberFailure.@Nullable Kind kind) {}

  private static Plan answers(long millis) {
    return new Plan(Duration.ofMillis(millis), null);
  }

  private static Plan fails(long millis) {
    return new Plan(Duration.ofMillis(millis), MemberFailure.Kind.UNREACHABLE);
  }

  private static Plan refuses(long millis) {
    return new Plan(Duration.ofMillis(millis), MemberFailure.Kind.REFUSED);
  }

  private static final Plan HANGS = answers(1_000_000);

  private static void with(List<List<Plan>> plans, BiConsumer<Place, Asking> story) {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          List<Planned> members = new ArrayList<>();
          for (List<Plan> each : plans) {
            members.add(
                new Planned(world, "etcd" + (members.size() + 1), each.toArray(Plan[]::new)));
          }
          story.accept(
              new Place(world, members), new Asking(world, members, world.group("asking")));
        });
  }

  private record Place(World world, List<Planned> members) {
    Duration after(Runnable work) {
      var begin = world.monotonic();
      work.run();
      return world.monotonic().since(begin);
    }
  }

  private static String side(Asking asking) {
    return asking.sideBySide("ask", (member, limit) -> ((Planned) member).name(limit), LIMIT);
  }

  private static String turn(Asking asking) {
    return asking.inTurn("ask", (member, limit) -> ((Planned) member).name(limit), LIMIT);
  }

  @Test
  void a_slow_member_is_given_up_in_turn_and_kept_side_by_side() {
    with(
        List.of(List.of(answers(500)), List.of(HANGS), List.of(HANGS)),
        (place, asking) ->
            assertThatThrownBy(() -> turn(asking)).isInstanceOf(PortFailure.Unavailable.class));
    with(
        List.of(List.of(answers(500)), List.of(HANGS), List.of(HANGS)),
        (place, asking) -> {
          Duration took = place.after(() -> assertThat(side(asking)).isEqualTo("etcd1"));
          assertThat(took).isEqualTo(Duration.ofMillis(500));
        });
  }

  @Test
  void the_next_member_is_asked_at_its_share_of_the_time_or_when_one_fails() {
    with(
        List.of(List.of(HANGS), List.of(answers(10)), List.of(HANGS)),
        (place, asking) -> {
          Duration took = place.after(() -> assertThat(side(asking)).isEqualTo("etcd2"));
          assertThat(took).isEqualTo(Duration.ofMillis(310));
          Duration again = place.after(() -> assertThat(side(asking)).isEqualTo("etcd2"));
          assertThat(again)
              .as("the one that answered last comes first")
              .isEqualTo(Duration.ofMillis(10));
        });
    with(
        List.of(List.of(fails(5)), List.of(answers(10)), List.of(HANGS)),
        (place, asking) -> {
          Duration took = place.after(() -> assertThat(side(asking)).isEqualTo("etcd2"));
          assertThat(took).isEqualTo(Duration.ofMillis(15));
        });
  }

  @Test
  void nobody_but_the_first_is_asked_while_it_answers_in_time() {
    with(
        List.of(List.of(answers(50)), List.of(answers(1)), List.of(answers(1))),
        (place, asking) -> {
          assertThat(side(asking)).isEqualTo("etcd1");
          assertThat(place.members().get(1).calls + place.members().get(2).calls).isZero();
        });
  }

  @Test
  void a_member_that_comes_back_is_found_though_the_others_hang() {
    with(
        List.of(List.of(fails(1), answers(20)), List.of(HANGS), List.of(HANGS)),
        (place, asking) -> assertThat(side(asking)).isEqualTo("etcd1"));
  }

  @Test
  void a_refusal_counts_whoever_says_it() {
    with(
        List.of(List.of(HANGS), List.of(refuses(1)), List.of(answers(1))),
        (place, asking) -> {
          assertThatThrownBy(() -> side(asking)).isInstanceOf(PortFailure.Refused.class);
          assertThat(place.members().get(2).calls).isZero();
        });
    with(
        List.of(List.of(refuses(1)), List.of(answers(1)), List.of(answers(1))),
        (place, asking) -> {
          assertThatThrownBy(() -> turn(asking)).isInstanceOf(PortFailure.Refused.class);
        });
  }

  @Test
  void the_limit_is_kept() {
    for (List<Plan> each : List.of(List.of(HANGS), List.of(fails(3)))) {
      with(
          List.of(each, each, each),
          (place, asking) -> {
            Duration took =
                place.after(() ->
                    assertThatThrownBy(() -> side(asking))
                        .isInstanceOf(PortFailure.Unavailable.class));
            assertThat(took).isEqualTo(LIMIT);
          });
    }
  }
}
