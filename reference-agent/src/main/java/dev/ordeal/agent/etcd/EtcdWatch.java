package dev.ordeal.agent.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows the cluster's keys at one member. All members are followed at once, so that the fall or
 * the silence of one costs nothing; which of their news is new is told by its revision.
 *
 * <p>Runs on a thread of its own beside the world, and hands over by a mailbox only.
 */
final class EtcdWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 2_000;
  private static final long AGAIN_MILLIS = 300;

  private final EtcdMember member;
  private final Keys keys;
  private final Changes changes;
  private volatile boolean closed;

  EtcdWatch(EtcdMember member, Keys keys, Changes changes) {
    this.member = member;
    this.keys = keys;
    this.changes = changes;
  }

  /** Passes each change on once, whichever member told it first. */
  static final class Changes {
    private final String prefix;
    private final Consumer<String> onChange;
    private long seen;

    Changes(String prefix, Consumer<String> onChange) {
      this.prefix = prefix;
      this.onChange = onChange;
    }

    private synchronized void take(WatchResponse response) {
      for (WatchEvent event : response.getEvents()) {
        long revision = event.getKeyValue().getModRevision();
        if (revision > seen) {
          seen = revision;
          String key = event.getKeyValue().getKey().toString(StandardCharsets.UTF_8);
          onChange.accept(key.substring(prefix.length()));
        }
      }
    }

    private void interrupted() {
      onChange.accept("");
    }
  }

  void start() {
    Thread.ofPlatform().daemon().name("watch " + member.endpoint()).start(this::follow);
  }

  private void follow() {
    try {
      while (!closed) {
        try (Client client = member.connect()) {
          followOnce(client);
        } catch (RuntimeException e) {
          // The member does not serve now; the loop tries it again.
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followOnce(Client client) throws InterruptedException {
    var ended = new CountDownLatch(1);
    WatchOption option = WatchOption.builder().isPrefix(true).withRequireLeader(true).build();
    Watch.Listener listener =
        Watch.listener(changes::take, error -> ended.countDown(), ended::countDown);
    try (Watch.Watcher watcher = client.getWatchClient().watch(keys.whole(), option, listener)) {
      changes.interrupted();
      while (!closed && !ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        // A connection that is dead without saying so shows when something is sent on it.
        client.getWatchClient().requestProgress();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
