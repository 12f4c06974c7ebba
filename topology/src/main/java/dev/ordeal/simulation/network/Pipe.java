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
  private final Deque<Message> waiting = new ArrayDeque<>(0);
  private long freeAt;
  private int attempt;
  private long lastArrival;
  private long retry = FIRST_RETRY_NANOS;
  private boolean closed;

  /** Something on its way; runs when it is there. */
  private final class Message implements Runnable {
    final int bytes;
    final Runnable arrival;
    final boolean forProcess;
    final long sentAt = network.now();

    /**
     * @param forProcess whether a process takes it, and not the kernel
     */
    Message(int bytes, Runnable arrival, boolean forProcess) {
      this.bytes = bytes;
      this.arrival = arrival;
      this.forProcess = forProcess;
    }

    @Override
    public void run() {
      arrive(this);
    }
  }

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

  /** Sends what a process takes when it gets to it. */
  void deliver(int bytes, Runnable arrival) {
    send(new Message(bytes, arrival, true));
  }

  /** Sends what a kernel takes. */
  void send(int bytes, Runnable arrival) {
    send(new Message(bytes, arrival, false));
  }

  private void send(Message message) {
    if (closed) {
      return;
    }
    if (waiting.isEmpty() && passes(message)) {
      return;
    }
    boolean first = waiting.isEmpty();
    waiting.add(message);
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

  private boolean passes(Message message) {
    Way way = connection.way();
    if (way.refuses()) {
      connection.breakOff();
      return true;
    }
    long now = network.now();
    if (way.holds(request) || !connection.receiver(request).host().isOn() || freeAt > now) {
      return false;
    }
    freeAt = now + way.transferNanos(message.bytes);
    long at = Math.max(freeAt + network.latency(way), lastArrival);
    lastArrival = at;
    network.after(at - now, message);
    return true;
  }

  private void arrive(Message message) {
    if (closed) {
      return;
    }
    OsProcess receiver = connection.receiver(request);
    if (!receiver.host().isOn()) {
      send(new Message(message.bytes, message.arrival, message.forProcess));
    } else if (connection.isClosedAtReceiver(request)) {
      connection.answerByReset(request);
    } else if (!message.forProcess) {
      message.arrival.run();
    } else if (receiver.runs()) {
      connection.taken(request, message.arrival);
    } else {
      receiver.handle(() -> connection.taken(request, message.arrival));
    }
  }

  private void tryAgain() {
    while (!closed && !waiting.isEmpty()) {
      Message first = waiting.getFirst();
      boolean orphan =
          connection.isClosedAtReceiver(!request) && network.now() - first.sentAt > ORPHAN_NANOS;
      if (orphan) {
        close();
        return;
      }
      if (!passes(first)) {
        retry = Math.min(retry * 2, LONGEST_RETRY_NANOS);
        tryLater();
        return;
      }
      retry = FIRST_RETRY_NANOS;
      waiting.pollFirst();
    }
  }
}
