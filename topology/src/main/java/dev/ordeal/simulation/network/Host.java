package dev.ordeal.simulation.network;

import java.util.SortedMap;
import java.util.TreeMap;

/** A machine: it is on or off, and processes listen on its ports. */
public final class Host {
  private final String name;
  private final SortedMap<Integer, Listener> listeners = new TreeMap<>();
  private boolean on = true;

  /** What takes connections on a port. */
  public interface Listener {
    /** The process to which the port belongs. */
    OsProcess process();

    /** A connection has come about; called when the process gets to it. */
    void accept(Connection connection);
  }

  public Host(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public boolean isOn() {
    return on;
  }

  /** From now on nothing is heard of it. Whoever ran there must be told by the caller. */
  public void switchOff() {
    on = false;
    listeners.clear();
  }

  public void switchOn() {
    on = true;
  }

  public void listen(int port, Listener listener) {
    listeners.put(port, listener);
  }

  /** The port is closed, if it was {@code listener}'s. */
  public void close(int port, Listener listener) {
    listeners.remove(port, listener);
  }

  @org.jspecify.annotations.Nullable
  Listener at(int port) {
    return listeners.get(port);
  }

  /** How {@code port} feels from outside, links aside. */
  public Presence presence(int port) {
    if (!on) {
      return Presence.SILENT;
    }
    Listener listener = listeners.get(port);
    if (listener == null || listener.process().isDead()) {
      return Presence.CLOSED;
    }
    return listener.process().isFrozen() ? Presence.SILENT : Presence.LISTENING;
  }

  @Override
  public String toString() {
    return name;
  }
}
