package dev.ordeal.contracts.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an agent sees while members of the store are away. */
public interface OutageContract extends StoreStory {
  Duration RETRY = Duration.ofMillis(900);
  Duration RENEWAL = Duration.ofMillis(600);

  @Test
  default void whichever_member_is_frozen_every_call_is_answered_in_time() {
    at(place -> {
      for (NodeName away : place.members()) {
        place.freeze(away);
        callsAreAnswered(place);
        place.thaw(away);
      }
    });
  }

  @Test
  default void whichever_member_is_killed_every_call_is_answered_in_time() {
    at(place -> {
      for (NodeName away : place.members()) {
        place.kill(away);
        callsAreAnswered(place);
        place.start(away);
        place.until(Duration.ofSeconds(10), () -> answers(place.another()));
      }
    });
  }

  private static void callsAreAnswered(Place place) {
    Dcs dcs = place.dcs();
    assertThat(
            place.time(() -> {
              long lease = dcs.grantLease(TIME_TO_LIVE.multipliedBy(5));
              assertThat(dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE)).isTrue();
              assertThat(dcs.read().isLeader("node1")).isTrue();
              assertThat(dcs.renewLease(lease)).isTrue();
              dcs.writeMember("node1", Map.of(), lease);
              assertThat(dcs.releaseLeaderKey("node1")).isTrue();
            }))
        .isLessThan(LIMIT.plus(LIMIT));
  }

  @Test
  default void without_a_majority_that_answers_nothing_is_answered_and_the_limit_is_kept() {
    at(place -> withoutMajority(place, place::freeze, place::thaw));
  }

  @Test
  default void without_a_majority_that_lives_nothing_is_answered_and_the_limit_is_kept() {
    at(place -> withoutMajority(place, place::kill, place::start));
  }

  /** Takes two members away and brings them back. */
  private static void withoutMajority(
      Place place,
      java.util.function.Consumer<NodeName> away,
      java.util.function.Consumer<NodeName> back) {
    Dcs dcs = place.dcs();
    dcs.writeInitialize("71");
    long lease = dcs.grantLease(TIME_TO_LIVE.multipliedBy(10));
    List<NodeName> gone = place.members().subList(0, 2);
    gone.forEach(away);
    dcs.useTiming(RETRY, RENEWAL);
    unavailable(place, RETRY, () -> dcs.writeInitialize("72"));
    unavailable(place, RETRY, dcs::read);
    unavailable(place, RETRY, () -> dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE));
    unavailable(place, RENEWAL, () -> dcs.renewLease(lease));
    unavailable(place, RENEWAL, () -> dcs.grantLease(TIME_TO_LIVE));
    gone.forEach(back);
    dcs.useTiming(LIMIT, LIMIT);
    place.until(Duration.ofSeconds(10), () -> answers(dcs));
    // Its answer was lost: it may have happened.
    assertThat(dcs.read().initialize().orElseThrow()).isIn("71", "72");
    assertThat(dcs.renewLease(lease)).isTrue();
  }

  private static void unavailable(Place place, Duration limit, Runnable call) {
    Duration took =
        place.time(() -> assertThatThrownBy(call::run).isInstanceOf(PortFailure.Unavailable.class));
    assertThat(took).isBetween(limit.minusMillis(5), limit.plus(SLACK));
  }

  @Test
  default void a_store_that_comes_back_is_found_soon() {
    at(place -> {
      place.dcs().writeInitialize("71");
      place.members().forEach(place::kill);
      place.dcs().useTiming(RETRY, RENEWAL);
      for (int i = 0; i < 3; i++) {
        unavailable(place, RETRY, () -> place.dcs().read());
      }
      place.members().forEach(place::start);
      place.until(Duration.ofSeconds(10), () -> answers(place.another()));
      assertThat(place.time(() -> place.until(LIMIT, () -> answers(place.dcs()))))
          .isLessThan(LIMIT);
      assertThat(place.dcs().read().initialize()).contains("71");
    });
  }

  /** Whether it is answered now. */
  static boolean answers(Dcs dcs) {
    try {
      dcs.read();
      return true;
    } catch (PortFailure.Unavailable e) {
      return false;
    }
  }
}
