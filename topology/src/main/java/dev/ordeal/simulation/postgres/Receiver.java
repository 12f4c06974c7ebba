package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.environment.Link;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The walreceiver of a replica, and the startup process that begins it: tries again at once after a
 * stream that ended, and half a second after an attempt that failed ({@code
 * wal_retrieve_retry_interval}), or as soon as its source changes. Asks for a word when it has
 * heard nothing for half of {@code wal_receiver_timeout}, and tries again after the whole of it.
 * Both times are as the agent sets them.
 */
final class Receiver {
  private static final long RETRY_NANOS = 500_000_000L;
  private static final long STATUS_NANOS = 10_000_000_000L;
  private static final long TIMEOUT_NANOS = 10_000_000_000L;
  private static final long LOOK_NANOS = TIMEOUT_NANOS / 4;
  private static final int STATUS_BYTES = 60;

  private final Postmaster postmaster;
  private final DataDirectory data;
  private final Consumer<Sender.Batch> onRecords;
  private Optional<Upstream> source = Optional.empty();
  private @Nullable Connection connection;
  private @Nullable Dial dial;
  private @Nullable Sender sender;
  private long lastFailure = Long.MIN_VALUE / 2;
  private long heard;
  private long said;
  private int attempt;
  private boolean stopped;

  /**
   * @param onRecords told of what has come
   */
  Receiver(Postmaster postmaster, DataDirectory data, Consumer<Sender.Batch> onRecords) {
    this.postmaster = postmaster;
    this.data = data;
    this.onRecords = onRecords;
  }

  boolean streams() {
    return sender != null;
  }

  /** Whether all has come again that was there before it connected. */
  boolean hasCaughtUp() {
    return sender != null && sender.streams();
  }

  /** Streams from {@code upstream} from now on. */
  void follow(Optional<Upstream> upstream) {
    boolean same =
        source.isPresent()
            && upstream.isPresent()
            && source.get().sameServerAs(upstream.get())
            && source.get().slot().equals(upstream.get().slot());
    source = upstream;
    if (!same || connection == null) {
      disconnect();
      connect();
    }
  }

  void stop() {
    stopped = true;
    disconnect();
  }

  private void disconnect() {
    attempt++;
    if (dial != null) {
      dial.giveUp();
      dial = null;
    }
    Connection kept = connection;
    connection = null;
    sender = null;
    if (kept != null) {
      kept.closeByClient();
    }
  }

  private void connect() {
    if (stopped || source.isEmpty()) {
      return;
    }
    int now = ++attempt;
    Upstream upstream = source.get();
    Link link = new Link(postmaster.node(), upstream.host(), upstream.port());
    dial = postmaster.connect(link, opened -> opened(now, opened, upstream), () -> failed(now));
  }

  private void opened(int now, Connection opened, Upstream upstream) {
    if (now != attempt || stopped) {
      opened.closeByClient();
      return;
    }
    connection = opened;
    heard = postmaster.now();
    opened.whenLostByClient(() -> lost(now));
    Request request =
        new Request(
            this,
            postmaster.node(),
            upstream.slot(),
            data.timelines.current(),
            data.log.end(),
            data.fragment);
    opened.request(
        200,
        () -> opened.service(Backend.class).replicate(request, started -> began(now, started)));
    watch(now);
  }

  /** What a standby asks for. */
  record Request(
      Receiver receiver,
      String name,
      Optional<String> slot,
      int timeline,
      long position,
      boolean fragment) {}

  private void began(int now, Optional<Sender> started) {
    if (now != attempt) {
      return;
    }
    heard = postmaster.now();
    if (started.isEmpty()) {
      disconnect();
      failed(attempt);
      return;
    }
    sender = started.get();
    status();
  }

  private void watch(int now) {
    postmaster.after(
        LOOK_NANOS,
        () -> {
          if (now != attempt || connection == null) {
            return;
          }
          long silent = postmaster.now() - heard;
          if (silent >= TIMEOUT_NANOS) {
            disconnect();
            failed(attempt);
            return;
          }
          if (silent >= TIMEOUT_NANOS / 2) {
            say(Sender::asked);
          } else if (postmaster.now() - said >= STATUS_NANOS) {
            status();
          }
          watch(now);
        });
  }

  private void lost(int now) {
    if (now == attempt) {
      connection = null;
      sender = null;
      failed(now);
    }
  }

  private void failed(int now) {
    if (now != attempt || stopped) {
      return;
    }
    long wait =
        Math.max(
            postmaster.draw(Delays::backendStart), lastFailure + RETRY_NANOS - postmaster.now());
    lastFailure = postmaster.now() + wait;
    postmaster.after(
        wait,
        () -> {
          if (now == attempt) {
            connect();
          }
        });
  }

  /** Records have come. */
  void take(Sender.Batch batch) {
    if (sender == null) {
      return;
    }
    heard = postmaster.now();
    onRecords.accept(batch);
  }

  /** A timeline that is new here comes from the beginning of its segment. */
  void segmentBegins() {
    data.fragment = true;
  }

  /** All that was replayed is on the disk of the new timeline as well. */
  void segmentIsWhole() {
    if (sender != null) {
      heard = postmaster.now();
      data.fragment = false;
    }
  }

  void keptAlive() {
    heard = postmaster.now();
    status();
  }

  /** The sender is there. */
  void answered() {
    heard = postmaster.now();
  }

  /** Tells how far this replica is. */
  void status() {
    say(Sender::heard);
  }

  private void say(Word word) {
    Connection open = connection;
    Sender told = sender;
    if (open != null && told != null) {
      said = postmaster.now();
      long flushed = data.flushed;
      long replayed = data.replayedTo();
      open.request(STATUS_BYTES, () -> word.reach(told, flushed, replayed));
    }
  }

  /** What a standby tells its sender. */
  private interface Word {
    void reach(Sender sender, long flushed, long replayed);
  }
}
