package dev.ordeal.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run as it was written down: the only thing that a check may look at. Events in order of
 * writing.
 */
public final class Evidence {
  private final RunDescription run;
  private final List<Event> events;

  /** Checks ask for one kind after the other, and few events are of the kind that each wants. */
  private final Map<Class<?>, List<Event>> byKind = new HashMap<>();

  public Evidence(RunDescription run, List<Event> events) {
    this.run = run;
    this.events = List.copyOf(events);
    for (Event event : events) {
      byKind.computeIfAbsent(event.getClass(), _ -> new ArrayList<>()).add(event);
    }
  }

  public RunDescription run() {
    return run;
  }

  public List<Event> events() {
    return events;
  }

  /** The events of one kind, one of the records of {@link Event}, in order. */
  public <T extends Event> Stream<T> of(Class<T> kind) {
    return byKind.getOrDefault(kind, List.of()).stream().map(kind::cast);
  }
}
