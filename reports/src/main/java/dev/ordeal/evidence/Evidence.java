package dev.ordeal.evidence;

import java.util.List;
import java.util.stream.Stream;

/**
 * A run as it was written down: the only thing that a check may look at. Events in order of
 * writing.
 */
public record Evidence(RunDescription run, List<Event> events) {
  public Evidence {
    events = List.copyOf(events);
  }

  /** The events of one kind, in order. */
  public <T extends Event> Stream<T> of(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }
}
