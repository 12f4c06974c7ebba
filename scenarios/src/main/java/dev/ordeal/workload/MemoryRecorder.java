package dev.ordeal.workload;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.util.ArrayList;
import java.util.List;

/** Keeps events in memory. */
public final class MemoryRecorder implements Recorder {
  private final World world;
  private final Moment start;
  private final List<Event> events = new ArrayList<>();

  public MemoryRecorder(World world) {
    this.world = world;
    this.start = world.monotonic();
  }

  @Override
  public synchronized void record(Event event) {
    events.add(event);
  }

  @Override
  public long nowNs() {
    return world.monotonic().since(start).toNanos();
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  public <T extends Event> List<T> of(Class<T> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
