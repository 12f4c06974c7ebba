package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.simulation.network.Connection;
import java.util.List;
import java.util.Optional;

/**
 * A walsender: sends what the server has flushed to one standby. Ends when it has heard nothing for
 * {@code wal_sender_timeout}, and asks for a word after half of that.
 */
final class Sender {
  static final long TIMEOUT_NANOS = 60_000_000_000L;
  private static final long LOOK_NANOS = 10_000_000_000L;
  private static final int HEADER = 40;

  private final Instance instance;
  private final Connection connection;
  private final Receiver receiver;
  private final String name;
  private final Optional<String> slot;
  private int sent;
  private long sentTo;
  private long flushed;
  private long replayed;
  private long heard;
  private boolean ended;

  /** What goes over the wire at once. */
  record Batch(int timeline, List<HistoryLine> history, List<LogRecord> records) {}

  Sender(
      Instance instance,
      Connection connection,
      Receiver receiver,
      String name,
      Optional<String> slot,
      long from) {
    this.instance = instance;
    this.connection = connection;
    this.receiver = receiver;
    this.name = name;
    this.slot = slot;
    this.sentTo = from;
    this.flushed = from;
    this.replayed = from;
    this.sent = instance.data().log.indexOf(from);
    this.heard = instance.now();
    look();
  }

  String name() {
    return name;
  }

  Optional<String> slot() {
    return slot;
  }

  long sentTo() {
    return sentTo;
  }

  long flushed() {
    return flushed;
  }

  long replayed() {
    return replayed;
  }

  /** Whether it has caught up once: {@code streaming}, not {@code catchup}. */
  boolean streams() {
    return !ended;
  }

  private void look() {
    instance.after(
        LOOK_NANOS,
        () -> {
          if (ended) {
            return;
          }
          long silent = instance.now() - heard;
          if (silent > TIMEOUT_NANOS) {
            connection.closeByServer();
            instance.forget(this);
            return;
          }
          if (silent > TIMEOUT_NANOS / 2) {
            connection.answer(HEADER, receiver::keptAlive);
          }
          look();
        });
  }

  /** Sends what has been flushed and not been sent. */
  void send() {
    DataDirectory data = instance.data();
    int from = sent;
    int to = from;
    long bytes = 0;
    while (to < data.log.size() && data.log.at(to).end() <= data.flushed) {
      bytes += data.log.at(to).change().bytes();
      to++;
    }
    if (to == from || ended) {
      return;
    }
    sent = to;
    sentTo = data.log.at(to - 1).end();
    Batch batch = new Batch(data.timeline, data.history, data.log.part(from, to));
    connection.answer(HEADER + (int) bytes, () -> receiver.take(batch));
  }

  /** What the standby says of itself. */
  void heard(long nowFlushed, long nowReplayed) {
    heard = instance.now();
    flushed = nowFlushed;
    replayed = nowReplayed;
    instance.standbyAdvanced();
  }

  /** The connection is gone, or is to go. */
  void end() {
    ended = true;
  }

  void close() {
    ended = true;
    connection.closeByServer();
  }
}
