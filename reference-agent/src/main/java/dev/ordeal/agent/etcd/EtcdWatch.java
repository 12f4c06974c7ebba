package dev.ordeal.agent.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
  private final String prefix;
  private final StoreMember.Follower follower;
  private volatile boolean closed;

  EtcdWatch(EtcdMember member, String prefix, StoreMember.Follower follower) {
    this.member = member;
    this.prefix = prefix;
    this.follower = follower;
  }

  private void take(WatchResponse response) {
    if (response.isCreatedNotify()) {
      // Not before: what changes until the member watches is told by nobody.
      follower.interrupted();
    }
    for (WatchEvent event : response.getEvents()) {
      String key = event.getKeyValue().getKey().toString(StandardCharsets.UTF_8);
      follower.changed(key.substring(prefix.length()), event.getKeyValue().getModRevision());
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
    WatchOption option =
        WatchOption.builder().isPrefix(true).withRequireLeader(true).withCreateNotify(true).build();
    Watch.Listener listener =
        Watch.listener(this::take, error -> ended.countDown(), ended::countDown);
    try (Watch.Watcher watcher =
        client.getWatchClient().watch(EtcdMember.bytes(prefix), option, listener)) {
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
