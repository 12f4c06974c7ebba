package dev.ordeal.agent.etcd;

import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import io.etcd.jetcd.Client;
import java.time.Duration;

/**
 * A client that several calls use at once. Closing it would fail all of them: once it is retired,
 * the last one that gives it back closes it.
 */
final class SharedClient {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final Client client;
  private final World world;
  private Moment lastAnswer;
  private int users;
  private boolean retired;
  private boolean closed;

  SharedClient(Client client, World world) {
    this.client = client;
    this.world = world;
    this.lastAnswer = world.monotonic();
  }

  Client client() {
    return client;
  }

  synchronized void borrow() {
    users++;
  }

  void giveBack() {
    boolean last;
    synchronized (this) {
      users--;
      last = closesNow();
    }
    if (last) {
      client.close();
    }
  }

  synchronized void answered() {
    lastAnswer = world.monotonic();
  }

  /** Whether it was made, or last answered anything, more than a second ago. */
  synchronized boolean isSilent() {
    return world.monotonic().since(lastAnswer).compareTo(SILENCE) >= 0;
  }

  /** Nobody borrows it any more. */
  void retire() {
    boolean unused;
    synchronized (this) {
      retired = true;
      unused = closesNow();
    }
    if (unused) {
      client.close();
    }
  }

  private boolean closesNow() {
    boolean now = retired && users == 0 && !closed;
    closed |= now;
    return now;
  }
}
