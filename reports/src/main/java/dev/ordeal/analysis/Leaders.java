package dev.ordeal.analysis;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who held the leader key when, as the watch on the store saw it. The last span reaches to the end
 * of the evidence.
 *
 * @param changes every change, in order
 * @param spans the times during which a node held the key; repeated news of one holder are one span
 */
public record Leaders(List<Event.LeaderKeyChanged> changes, List<Span> spans) {
  public Leaders {
    changes = List.copyOf(changes);
    spans = List.copyOf(spans);
  }

  static Leaders of(Evidence evidence, long endNs) {
    List<Event.LeaderKeyChanged> changes = evidence.of(Event.LeaderKeyChanged.class).toList();
    List<Span> spans = new ArrayList<>();
    Optional<String> holder = Optional.empty();
    long since = 0;
    for (var change : changes) {
      if (change.leader().equals(holder)) {
        continue;
      }
      if (holder.isPresent()) {
        spans.add(new Span(holder.get(), since, change.atNs()));
      }
      holder = change.leader();
      since = change.atNs();
    }
    if (holder.isPresent()) {
      spans.add(new Span(holder.get(), since, Math.max(since, endNs)));
    }
    return new Leaders(changes, spans);
  }

  /** Whether {@code node} held the key at some instant from {@code fromNs} to {@code toNs}. */
  public boolean held(String node, long fromNs, long toNs) {
    return spans.stream().anyMatch(s -> s.node().equals(node) && s.overlaps(fromNs, toNs));
  }

  /**
   * Whether {@code node} may have held the key at some instant from {@code fromNs} to {@code toNs}:
   * the watch tells of a key that was taken only afterwards, so it may have been taken at any time
   * since it was free, within {@code delayNs} before that was told.
   */
  public boolean mayHaveHeld(String node, long fromNs, long toNs, long delayNs) {
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      long free = i == 0 ? span.fromNs() : Math.min(spans.get(i - 1).toNs(), span.fromNs());
      long earliest = Math.max(free, span.fromNs() - delayNs);
      if (span.node().equals(node)
          && new Span(node, earliest, span.toNs()).overlaps(fromNs, toNs)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code node} held the key from {@code fromNs} to {@code toNs} without a break. */
  public boolean heldThroughout(String node, long fromNs, long toNs) {
    return spans.stream()
        .anyMatch(s -> s.node().equals(node) && s.fromNs() <= fromNs && toNs <= s.toNs());
  }

  public Optional<String> at(long ns) {
    return spans.stream()
        .filter(s -> s.fromNs() <= ns && ns <= s.toNs())
        .map(Span::node)
        .reduce((first, second) -> second);
  }

  /** The holder at the end of the run; empty when the key was free then, or never seen. */
  public Optional<String> last() {
    return changes.isEmpty() ? Optional.empty() : changes.getLast().leader();
  }

  /** The holder's name changed from one node to another, whether or not it was free between. */
  public record Handover(Span from, Span to) {}

  public List<Handover> handovers() {
    List<Handover> found = new ArrayList<>();
    for (int i = 1; i < spans.size(); i++) {
      if (!spans.get(i).node().equals(spans.get(i - 1).node())) {
        found.add(new Handover(spans.get(i - 1), spans.get(i)));
      }
    }
    return found;
  }
}
