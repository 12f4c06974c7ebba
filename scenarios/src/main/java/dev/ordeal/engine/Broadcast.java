package dev.ordeal.engine;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import java.util.List;
import java.util.function.Consumer;

/** Writes events down, and tells those who listen. Listeners are called by many tasks at once. */
public final class Broadcast implements Recorder {
  private final Recorder evidence;
  private final List<Consumer<Event>> listeners;

  public Broadcast(Recorder evidence, List<Consumer<Event>> listeners) {
    this.evidence = evidence;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void record(Event event) {
    evidence.record(event);
    listeners.forEach(listener -> listener.accept(event));
  }

  @Override
  public long nowNs() {
    return evidence.nowNs();
  }
}
