package dev.ordeal.analysis;

import dev.ordeal.evidence.Event;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last holder of the leader key holds of each writer after everything was healed.
 *
 * @param rows by writer; a writer whose rows were not read is missing
 */
public record HeldAtTheEnd(String leader, SortedMap<String, Event.FinalRows> rows) {
  /** Empty where nobody held the key at the end. */
  public static Optional<HeldAtTheEnd> of(Run run) {
    return run.leaders()
        .last()
        .map(leader -> {
          SortedMap<String, Event.FinalRows> rows = new TreeMap<>();
          run.evidence()
              .of(Event.FinalRows.class)
              .filter(each -> each.node().equals(leader))
              .forEach(each -> rows.put(each.writer(), each));
          return new HeldAtTheEnd(leader, rows);
        });
  }

  /** Whether the rows of the writer of this append were read. */
  public boolean knows(Event.ClientOperation append) {
    return rows.containsKey(append.key());
  }

  /** Whether the append is there. */
  public boolean has(Event.ClientOperation append) {
    Event.FinalRows held = rows.get(append.key());
    return held != null
        && append.value().isPresent()
        && held.present().stream().anyMatch(range -> range.contains(append.value().get()));
  }
}
