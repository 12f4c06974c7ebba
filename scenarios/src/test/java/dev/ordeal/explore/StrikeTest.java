package dev.ordeal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.ports.TurningPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A strike meets the very instant that it is aimed at. */
final class StrikeTest {
  private static final long SEED = 5;
  private static final long LATE = 1_000;

  private static final Draft SWITCHOVER =
      new Draft(
          "a switchover",
          "Asked for, while other things happen.",
          "three-nodes",
          Dice.group("writes", "50/s"),
          List.of(
              step(500, "switchover", Dice.group("to", "any-replica"), 0),
              step(2_000, "kill", "any-replica", 3_000),
              step(0, "wait", "5s", 0)),
          new LinkedHashMap<>(Dice.group("leaders-at-once", Dice.group("at-most", 1))));

  private static DraftStep step(int after, String verb, Object meaning, int lasts) {
    return new DraftStep(
        Duration.ofMillis(after),
        verb,
        meaning,
        lasts == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(lasts)));
  }

  private static List<Long> kills(Play play, String target) {
    return play.events().stream()
        .filter(Event.FaultMarked.class::isInstance)
        .map(Event.FaultMarked.class::cast)
        .filter(mark -> mark.mark() == FaultMark.ASKED && mark.fault().equals("kill"))
        .filter(mark -> target.isEmpty() || mark.targets().contains(target))
        .map(Event.FaultMarked::atNs)
        .toList();
  }

  private static TurningPoint point(Play play, String what) {
    return play.course().turningPoints().stream()
        .filter(each -> each.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static Play struck(Play before, TurningPoint point) {
    var fault = step(0, "kill", Dice.group("agent", point.node().value()), 2_000);
    Draft struck = Strike.with(fault, point.atNanos() + LATE, SWITCHOVER, before.course());
    assertThat(struck.steps()).hasSize(4);
    return Play.of(struck, SEED, Set.of());
  }

  @Test
  void the_fault_comes_when_it_should_and_those_after_it_when_they_did() {
    Play before = Play.of(SWITCHOVER, SEED, Set.of());
    for (String what : List.of("stop begins", "handLeaderKey has ended", "promote has ended")) {
      TurningPoint point = point(before, what);
      Play play = struck(before, point);
      assertThat(kills(play, point.node() + "/agent"))
          .as(what)
          .containsExactly(point.atNanos() + LATE);
      assertThat(kills(play, "").getLast())
          .as("the step after it")
          .isCloseTo(kills(before, "").getLast(), org.assertj.core.data.Offset.offset(50_000_000L));
    }
  }

  /** The middle of a switchover, which chance seldom meets: struck, each breaks the promise. */
  @ParameterizedTest
  @CsvSource({
    "TAKES_A_LOST_ANSWER_FOR_NOT_DONE, handLeaderKey begins, 1000000, cut",
    "STOPS_THE_GUARDIAN_BEFORE_THE_SERVER, stop begins, -1000000, pause"
  })
  void a_mistake_that_takes_an_instant_is_convicted_there(
      Misbehaviour planted, String what, long late, String verb) {
    for (Set<Misbehaviour> mistakes : List.of(Set.of(planted), Set.<Misbehaviour>of())) {
      Play before = Play.of(SWITCHOVER, SEED, mistakes);
      TurningPoint point = point(before, what);
      String node = point.node().value();
      Object meaning =
          verb.equals("pause")
              ? Dice.group("agent", node)
              : Dice.group("from", "every-dcs-member", "to", node, "by", "silence");
      DraftStep fault = step(0, verb, meaning, 15_000);
      List<DraftStep> steps = new ArrayList<>(SWITCHOVER.steps());
      steps.set(1, step(0, "wait", "12s", 0));
      Draft base = SWITCHOVER.withSteps(steps);
      Draft struck = Strike.with(fault, point.atNanos() + late, base, before.course());
      assertThat(Play.of(struck, SEED, mistakes).breaks("leaders-at-once"))
          .as("%s", mistakes)
          .isEqualTo(!mistakes.isEmpty());
    }
  }

  @Test
  void nothing_is_struck_where_nothing_happened() {
    var dice = new Drawing(List.of("three-nodes")).draw(1).dice();
    assertThat(Strike.into(SWITCHOVER, Course.NONE, dice)).isEmpty();
  }
}
