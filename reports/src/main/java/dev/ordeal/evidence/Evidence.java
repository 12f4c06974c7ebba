package dev.ordeal.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as it was written down: the only thing that a check may look at. Events in order of
 * writing.
 */
public final class Evidence {
  private final RunDescription run;
  private final List<Event> events;

  /** Checks ask for one kind after the other, and few events are of the kind that each wants. */
  private @Nullable Map<Class<?>, List<Event>> byKind;

  public Evidence(RunDescription run, List<Event> events) {
    this.run = run;
    this.events = List.copyOf(events);
  }

  public RunDescription run() {
    return run;
  }

  public List<Event> events() {
    return events;
  }

  private synchronized Map<Class<?>, List<Event>> byKind() {
    Map<Class<?>, List<Event>> known = byKind;
    if (known == null) {
      known = new HashMap<>();
      for (Event event : events) {
        known.computeIfAbsent(event.getClass(), _ -> new ArrayList<>()).add(event);
      }
      byKind = known;
    }
    return known;
  }

  /** The events of one kind, one of the records of {@link Event}, in order. */
  public <T extends Event> Stream<T> of(Class<T> kind) {
    return byKind().getOrDefault(kind, List.of()).stream().map(kind::cast);
  }
}
