package dev.ordeal.simulation.network;

import java.util.function.Consumer;

/**
 * An attempt to connect. A SYN that is not answered is sent again after one second, then after two,
 * and so on (RFC 6298 with Linux' limits).
 */
public final class Dial {
  private static final long FIRST_RETRY_NANOS = 1_000_000_000;

  private final Network network;
  private final Way way;
  private final OsProcess client;
  private final Consumer<Connection> onOpen;
  private final Runnable onRefused;
  private long retry = FIRST_RETRY_NANOS;
  private boolean over;

  Dial(
      Network network, Way way, OsProcess client, Consumer<Connection> onOpen, Runnable onRefused) {
    this.network = network;
    this.way = way;
    this.client = client;
    this.onOpen = onOpen;
    this.onRefused = onRefused;
  }

  /** Nobody waits for it any more. */
  public void giveUp() {
    over = true;
  }

  void begin() {
    if (over || client.isDead()) {
      return;
    }
    if (way.refuses()) {
      refused();
    } else if (way.drops(true)) {
      later();
    } else {
      network.after(network.latency(way), this::atServer);
    }
  }

  private void later() {
    network.after(retry, this::begin);
    retry *= 2;
  }

  private void refused() {
    network.after(
        network.latency(way),
        () ->
            client.handle(() -> {
              if (!over) {
                over = true;
                onRefused.run();
              }
            }));
  }

  private void atServer() {
    Host host = way.destination;
    if (over) {
      return;
    }
    if (!host.isOn() || way.drops(false)) {
      later();
      return;
    }
    Host.Listener listener = host.at(way.link.port());
    if (listener == null || listener.process().isDead()) {
      refused();
      return;
    }
    Connection connection = new Connection(network, way, client, listener.process());
    listener.process().handle(() -> listener.accept(connection));
    network.after(network.latency(way), () -> client.handle(() -> opened(connection)));
  }

  private void opened(Connection connection) {
    if (over) {
      connection.closeByClient();
      return;
    }
    over = true;
    if (connection.isOpenAtClient()) {
      onOpen.accept(connection);
    } else {
      onRefused.run();
    }
  }
}
