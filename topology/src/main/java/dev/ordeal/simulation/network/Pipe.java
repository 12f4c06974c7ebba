package dev.ordeal.simulation.network;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection, as TCP keeps it: in order, and again and again after a pause that
 * doubles until it gets through or the sender's machine is gone.
 */
final class Pipe {
  private static final long FIRST_RETRY_NANOS = 200_000_000;
  private static final long LONGEST_RETRY_NANOS = 60_000_000_000L;

  /** For so long a kernel goes on for a process that has ended. */
  private static final long ORPHAN_NANOS = 100_000_000_000L;

  private final Network network;
  private final Connection connection;
  private final boolean request;
  private final Deque<Message> waiting = new ArrayDeque<>(2);
  private long freeAt;
  private int attempt;
  private long lastArrival;
  private long retry = FIRST_RETRY_NANOS;
  private boolean closed;

  private record Message(int bytes, Runnable arrival, long sentAt) {}

  Pipe(Network network, Connection connection, boolean request) {
    this.network = network;
    this.connection = connection;
    this.request = request;
  }

  /** Nothing is sent any more, and what waits never arrives. */
  void close() {
    closed = true;
    waiting.clear();
  }

  void send(int bytes, Runnable arrival) {
    if (closed) {
      return;
    }
    if (waiting.isEmpty() && passes(bytes, arrival)) {
      return;
    }
    boolean first = waiting.isEmpty();
    waiting.add(new Message(bytes, arrival, network.now()));
    if (first) {
      retry = FIRST_RETRY_NANOS;
      tryLater();
    }
  }

  /** What is held back may go on: a limit was lifted. */
  void freed() {
    freeAt = network.now();
    if (!waiting.isEmpty()) {
      tryAgain();
    }
  }

  private void tryLater() {
    long busy = freeAt - network.now();
    long pause = busy > 0 && !connection.way().holds(request) ? busy : retry;
    int now = ++attempt;
    network.after(
        pause,
        () -> {
          if (now == attempt) {
            tryAgain();
          }
        });
  }

  private boolean passes(int bytes, Runnable arrival) {
    Way way = connection.way();
    if (way.refuses()) {
      connection.breakOff();
      return true;
    }
    long now = network.now();
    if (way.holds(request) || !connection.receiver(request).host().isOn() || freeAt > now) {
      return false;
    }
    freeAt = now + way.transferNanos(bytes);
    long at = Math.max(freeAt + network.latency(way), lastArrival);
    lastArrival = at;
    network.after(at - now, () -> arrive(bytes, arrival));
    return true;
  }

  private void arrive(int bytes, Runnable arrival) {
    if (closed) {
      return;
    }
    if (!connection.receiver(request).host().isOn()) {
      send(bytes, arrival);
    } else if (connection.isClosedAtReceiver(request)) {
      connection.answerByReset(request);
    } else {
      arrival.run();
    }
  }

  private void tryAgain() {
    while (!closed && !waiting.isEmpty()) {
      Message first = waiting.getFirst();
      boolean orphan =
          connection.isClosedAtReceiver(!request) && network.now() - first.sentAt() > ORPHAN_NANOS;
      if (orphan) {
        close();
        return;
      }
      if (!passes(first.bytes(), first.arrival())) {
        retry = Math.min(retry * 2, LONGEST_RETRY_NANOS);
        tryLater();
        return;
      }
      retry = FIRST_RETRY_NANOS;
      waiting.pollFirst();
    }
  }
}
