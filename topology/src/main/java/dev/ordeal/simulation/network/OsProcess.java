package dev.ordeal.simulation.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A process of a simulated machine. Whatever reaches it passes {@link #handle}: a frozen process
 * does it when it is thawed, a dead one never.
 */
public final class OsProcess {
  private final Host host;
  private final String name;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final List<Runnable> deferred = new ArrayList<>();
  private boolean frozen;
  private boolean dead;

  public OsProcess(Host host, String name) {
    this.host = host;
    this.name = name;
  }

  public Host host() {
    return host;
  }

  public String name() {
    return name;
  }

  public boolean isDead() {
    return dead;
  }

  public boolean isFrozen() {
    return frozen;
  }

  public boolean runs() {
    return !dead && !frozen;
  }

  /** Does {@code work} now, at the thaw, or never. */
  public void handle(Runnable work) {
    if (dead) {
      return;
    }
    if (frozen) {
      deferred.add(work);
    } else {
      work.run();
    }
  }

  public void freeze() {
    frozen = true;
  }

  /** Runs again, and does first what came meanwhile. */
  public void thaw() {
    frozen = false;
    List<Runnable> missed = List.copyOf(deferred);
    deferred.clear();
    missed.forEach(this::handle);
  }

  /** Ends while its machine lives on: its connections are closed by the kernel. */
  public void die() {
    if (!dead) {
      dead = true;
      deferred.clear();
      List.copyOf(connections).forEach(connection -> connection.closeBy(this));
      connections.clear();
    }
  }

  /** Ends with its machine: nobody hears of it. */
  public void vanish() {
    dead = true;
    deferred.clear();
    List.copyOf(connections).forEach(connection -> connection.vanishAt(this));
    connections.clear();
  }

  void add(Connection connection) {
    connections.add(connection);
  }

  void remove(Connection connection) {
    connections.remove(connection);
  }

  @Override
  public String toString() {
    return host + "/" + name;
  }
}
