package dev.ordeal.simulation.postgres;

import dev.ordeal.simulation.network.Connection;
import java.util.List;
import java.util.Optional;

/**
 * A walsender: sends what the server has flushed to one standby. Ends when it has heard nothing for
 * {@code wal_sender_timeout} as the agent sets it, and asks for a word after half of that.
 */
final class Sender {
  private static final long TIMEOUT_NANOS = 12_000_000_000L;
  private static final long LOOK_NANOS = 3_000_000_000L;
  private static final int HEADER = 40;
  private static final long SEGMENT_BYTES = 16L << 20;

  /** 12 MB took 110 ms at the median of some thousand times in containers. */
  private static final long NANOS_PER_BYTE = 9;

  private final Postmaster postmaster;
  private final DataDirectory data;
  private final Senders senders;
  private final Connection connection;
  private final Receiver receiver;
  private final String name;
  private final Optional<String> slot;
  private int sent;
  private long sentTo;
  private long flushed;
  private long replayed;
  private long heard;
  private boolean newTimeline;
  private boolean ready;
  private boolean ended;

  /** What goes over the wire at once. */
  record Batch(Timelines timelines, List<LogRecord> records) {}

  Sender(
      Postmaster postmaster,
      DataDirectory data,
      Senders senders,
      Connection connection,
      Receiver.Request request) {
    this.postmaster = postmaster;
    this.data = data;
    this.senders = senders;
    this.connection = connection;
    this.receiver = request.receiver();
    this.name = request.name();
    this.slot = request.slot();
    this.sentTo = request.position();
    this.flushed = request.position();
    this.replayed = request.position();
    this.sent = data.log.indexOf(request.position());
    this.heard = postmaster.now();
    this.newTimeline = data.timelines.current() != request.timeline() || request.fragment();
    sendSegment(() -> {});
    look();
  }

  /** The server has a new timeline. What the standby lacks of the one before comes first. */
  void beginTimeline() {
    newTimeline = true;
    if (ready) {
      next();
    }
  }

  private void next() {
    if (newTimeline) {
      newTimeline = false;
      connection.answer(HEADER, receiver::segmentBegins);
      sendSegment(receiver::segmentIsWhole);
    } else {
      ready = true;
      send();
    }
  }

  /** A standby always asks from the beginning of a segment on, whatever it has of it. */
  private void sendSegment(Runnable arrival) {
    int bytes = (int) (sentTo % SEGMENT_BYTES);
    ready = false;
    postmaster.after(
        bytes * NANOS_PER_BYTE,
        () -> {
          if (!ended) {
            connection.answer(HEADER + bytes, arrival);
            next();
          }
        });
  }

  String name() {
    return name;
  }

  Optional<String> slot() {
    return slot;
  }

  long flushed() {
    return flushed;
  }

  long replayed() {
    return replayed;
  }

  /** Whether it has caught up once: {@code streaming}, not {@code catchup}. */
  boolean streams() {
    return ready && !ended;
  }

  private void look() {
    postmaster.after(
        LOOK_NANOS,
        () -> {
          if (ended) {
            return;
          }
          long silent = postmaster.now() - heard;
          if (silent > TIMEOUT_NANOS) {
            connection.closeByServer();
            senders.forget(this);
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
    int from = sent;
    int to = from;
    long bytes = 0;
    while (to < data.log.size() && data.log.at(to).end() <= data.flushed) {
      bytes += data.log.at(to).change().bytes();
      to++;
    }
    if (to == from || ended || !ready) {
      return;
    }
    sent = to;
    sentTo = data.log.at(to - 1).end();
    Batch batch = new Batch(data.timelines, data.log.part(from, to));
    connection.answer(HEADER + (int) bytes, () -> receiver.take(batch));
  }

  /** What the standby says of itself. */
  void heard(long nowFlushed, long nowReplayed) {
    heard = postmaster.now();
    flushed = nowFlushed;
    replayed = nowReplayed;
    senders.advanced();
  }

  /** The same, and the standby has heard nothing for long: it is answered. */
  void asked(long nowFlushed, long nowReplayed) {
    heard(nowFlushed, nowReplayed);
    if (!ended) {
      connection.answer(HEADER, receiver::answered);
    }
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
