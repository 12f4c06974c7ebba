package dev.ordeal.checks.linearizability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order in the manner of Wing and Gong, with Lowe's memory of the places already
 * seen (the set of operations placed, and the register's value after them), as Porcupine does.
 */
public final class Linearization {
  /** How a search came out. */
  public sealed interface Result {
    /** There is an order. */
    record Found() implements Result {}

    /** There is none; the best attempts came to nothing at {@code stuckAt}. */
    record Impossible(RegisterOperation stuckAt) implements Result {}

    /** The steps ran out. */
    record Unknown() implements Result {}
  }

  private record Place(BitSet placed, long state) {}

  private record Choice(Entry call, long stateBefore) {}

  /** A call or an answer, in a list ordered by time from which placed operations are taken out. */
  private static final class Entry {
    final RegisterOperation operation;
    final int index;
    final boolean isCall;
    @Nullable Entry answer;
    @Nullable Entry previous;
    @Nullable Entry next;

    Entry(RegisterOperation operation, int index, boolean isCall) {
      this.operation = operation;
      this.index = index;
      this.isCall = isCall;
    }

    long instant() {
      return isCall ? operation.calledNs() : operation.returnedNs();
    }

    void takeOut() {
      if (previous != null) {
        previous.next = next;
      }
      if (next != null) {
        next.previous = previous;
      }
    }

    void putBack() {
      if (previous != null) {
        previous.next = this;
      }
      if (next != null) {
        next.previous = this;
      }
    }
  }

  private final Entry head;
  private final Set<Place> seen = new HashSet<>();
  private final Deque<Choice> choices = new ArrayDeque<>();
  private final BitSet placed = new BitSet();
  private long state;
  private int answersLeft;
  private int deepest = -1;
  private @Nullable RegisterOperation stuckAt;

  private Linearization(List<RegisterOperation> history, long initial) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      Entry call = new Entry(history.get(i), i, true);
      entries.add(call);
      if (!history.get(i).isOpen()) {
        call.answer = new Entry(history.get(i), i, false);
        entries.add(call.answer);
        answersLeft++;
      }
    }
    // Operations that touch at one instant are concurrent: calls come before answers.
    entries.sort(Comparator.comparingLong(Entry::instant).thenComparing(e -> e.isCall ? 0 : 1));
    head = new Entry(new RegisterOperation(-1, RegisterOperation.Kind.READ, 0, 0, 0, 0), -1, true);
    Entry last = head;
    for (Entry entry : entries) {
      last.next = entry;
      entry.previous = last;
      last = entry;
    }
    state = initial;
  }

  /**
   * @param initial what the register holds before its first write
   * @param steps how many steps the search may take
   */
  public static Result search(List<RegisterOperation> history, long initial, long steps) {
    return new Linearization(history, initial).search(steps);
  }

  private Result search(long steps) {
    Entry entry = head.next;
    for (long step = 0; answersLeft > 0; step++) {
      if (step >= steps) {
        return new Result.Unknown();
      }
      if (entry != null && entry.isCall) {
        entry = place(entry) ? head.next : entry.next;
        continue;
      }
      rememberStuck(entry);
      Choice last = choices.poll();
      if (last == null) {
        return new Result.Impossible(Optional.ofNullable(stuckAt).orElseThrow());
      }
      undo(last);
      entry = last.call().next;
    }
    return new Result.Found();
  }

  private boolean place(Entry call) {
    OptionalLong after = call.operation.apply(state);
    if (after.isEmpty()) {
      return false;
    }
    placed.set(call.index);
    if (!seen.add(new Place((BitSet) placed.clone(), after.getAsLong()))) {
      placed.clear(call.index);
      return false;
    }
    choices.push(new Choice(call, state));
    state = after.getAsLong();
    call.takeOut();
    if (call.answer != null) {
      call.answer.takeOut();
      answersLeft--;
    }
    return true;
  }

  private void undo(Choice choice) {
    Entry call = choice.call();
    if (call.answer != null) {
      call.answer.putBack();
      answersLeft++;
    }
    call.putBack();
    placed.clear(call.index);
    state = choice.stateBefore();
  }

  private void rememberStuck(@Nullable Entry answer) {
    if (answer != null && choices.size() > deepest) {
      deepest = choices.size();
      stuckAt = answer.operation;
    }
  }
}
