package dev.ordeal.checks.linearizability;

import static dev.ordeal.checks.linearizability.RegisterOperation.Kind.COMPARE_AND_SET;
import static dev.ordeal.checks.linearizability.RegisterOperation.Kind.MISMATCH;
import static dev.ordeal.checks.linearizability.RegisterOperation.Kind.READ;
import static dev.ordeal.checks.linearizability.RegisterOperation.Kind.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.linearizability.Linearization.Result;
import dev.ordeal.checks.linearizability.RegisterOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class LinearizationTest {
  private static final long STEPS = 1_000_000;

  private static RegisterOperation op(int id, Kind kind, long from, long to, long value) {
    return new RegisterOperation(id, kind, from, to, value, 0);
  }

  private static RegisterOperation open(int id, Kind kind, long from, long value, long expected) {
    return new RegisterOperation(id, kind, from, RegisterOperation.OPEN, value, expected);
  }

  private static Result search(RegisterOperation... history) {
    return Linearization.search(List.of(history), 0, STEPS);
  }

  @Test
  void an_empty_history_has_an_order() {
    assertThat(search()).isInstanceOf(Result.Found.class);
  }

  @Test
  void a_read_may_see_a_write_under_way_or_not() {
    assertThat(search(op(1, WRITE, 0, 10, 7), op(2, READ, 2, 4, 7)))
        .isInstanceOf(Result.Found.class);
    assertThat(search(op(1, WRITE, 0, 10, 7), op(2, READ, 2, 4, 0)))
        .isInstanceOf(Result.Found.class);
  }

  @Test
  void a_value_once_read_cannot_vanish_while_its_write_is_under_way() {
    assertThat(search(op(1, WRITE, 0, 10, 7), op(2, READ, 2, 4, 7), op(3, READ, 5, 6, 0)))
        .isEqualTo(new Result.Impossible(op(3, READ, 5, 6, 0)));
  }

  @Test
  void a_stale_read_after_the_write_was_answered_has_no_order() {
    assertThat(search(op(1, WRITE, 0, 1, 7), op(2, READ, 2, 3, 0)))
        .isInstanceOf(Result.Impossible.class);
  }

  @Test
  void an_open_write_may_take_effect_late_or_never() {
    assertThat(search(open(1, WRITE, 0, 7, 0), op(2, READ, 5, 6, 0), op(3, READ, 8, 9, 7)))
        .isInstanceOf(Result.Found.class);
    assertThat(search(open(1, WRITE, 0, 7, 0), op(2, READ, 5, 6, 0)))
        .isInstanceOf(Result.Found.class);
    assertThat(search(open(1, WRITE, 0, 7, 0), op(2, READ, 5, 6, 7), op(3, READ, 8, 9, 0)))
        .isInstanceOf(Result.Impossible.class);
  }

  @Test
  void only_one_of_two_swaps_from_one_value_can_succeed() {
    assertThat(search(op(1, COMPARE_AND_SET, 0, 9, 1), op(2, COMPARE_AND_SET, 0, 9, 2)))
        .isInstanceOf(Result.Impossible.class);
    assertThat(search(op(1, COMPARE_AND_SET, 0, 9, 1), op(2, MISMATCH, 0, 9, 2)))
        .isInstanceOf(Result.Found.class);
  }

  @Test
  void steps_that_run_out_say_nothing() {
    assertThat(Linearization.search(List.of(op(1, WRITE, 0, 1, 7)), 0, 0))
        .isInstanceOf(Result.Unknown.class);
  }

  @Property(tries = 3000)
  void it_agrees_with_trying_every_permutation(@ForAll("histories") List<RegisterOperation> drawn) {
    List<RegisterOperation> history = numbered(drawn);
    boolean found = Linearization.search(history, 0, STEPS) instanceof Result.Found;
    Statistics.collect(found);
    assertThat(found).isEqualTo(hasOrder(history, new ArrayList<>(), 0));
  }

  @Property(tries = 500)
  void an_orderly_history_loses_its_order_by_one_impossible_read(
      @ForAll("writes") List<Long> writes) {
    List<RegisterOperation> history = new ArrayList<>();
    long now = 0;
    for (long value : writes) {
      history.add(op(history.size(), WRITE, now, now + 5, value));
      history.add(op(history.size(), READ, now + 6, now + 9, value));
      now += 10;
    }
    assertThat(Linearization.search(history, 0, STEPS)).isInstanceOf(Result.Found.class);
    RegisterOperation last = history.removeLast();
    history.add(op((int) last.id(), READ, last.calledNs(), last.returnedNs(), -1));
    assertThat(Linearization.search(history, 0, STEPS)).isInstanceOf(Result.Impossible.class);
  }

  @Provide
  Arbitrary<List<Long>> writes() {
    return Arbitraries.longs().between(1, 9).list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<RegisterOperation>> histories() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.longs().between(0, 8),
            Arbitraries.longs().between(0, 6),
            Arbitraries.longs().between(0, 2),
            Arbitraries.longs().between(0, 2))
        .as((kind, from, lasting, value, expected) ->
            new RegisterOperation(
                0,
                kind,
                from,
                lasting == 6 && (kind == WRITE || kind == COMPARE_AND_SET)
                    ? RegisterOperation.OPEN
                    : from + lasting,
                value,
                expected))
        .list()
        .ofMaxSize(6);
  }

  private static List<RegisterOperation> numbered(List<RegisterOperation> drawn) {
    List<RegisterOperation> numbered = new ArrayList<>();
    for (var o : drawn) {
      numbered.add(
          new RegisterOperation(
              numbered.size(), o.kind(), o.calledNs(), o.returnedNs(), o.value(), o.expected()));
    }
    return numbered;
  }

  /** The slow and obvious version: every permutation, open operations in it or left out. */
  private static boolean hasOrder(
      List<RegisterOperation> history, List<RegisterOperation> order, long state) {
    List<RegisterOperation> left = history.stream().filter(o -> !order.contains(o)).toList();
    if (left.stream().allMatch(RegisterOperation::isOpen)) {
      return true;
    }
    for (var next : left) {
      boolean tooEarly = left.stream().anyMatch(o -> o.returnedNs() < next.calledNs());
      OptionalLong after = next.apply(state);
      if (!tooEarly && after.isPresent()) {
        order.add(next);
        boolean found = hasOrder(history, order, after.getAsLong());
        order.removeLast();
        if (found) {
          return true;
        }
      }
    }
    return false;
  }
}
