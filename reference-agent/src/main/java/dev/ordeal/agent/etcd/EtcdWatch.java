package dev.ordeal.agent.etcd;

import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Follows the cluster's keys at one member. All members are followed at once, so that the fall or
 * the silence of one costs nothing; which of their news is new is told by its revision.
 *
 * <p>Runs as a task of its own, and hands over by a mailbox only.
 */
final class EtcdWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMillis(300);

  private final EtcdMember member;
  private final String prefix;
  private final StoreMember.Follower follower;
  private final World world;
  private volatile boolean closed;

  EtcdWatch(EtcdMember member, String prefix, StoreMember.Follower follower, World world) {
    this.member = member;
    this.prefix = prefix;
    this.follower = follower;
    this.world = world;
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
    world.group("watch " + member.endpoint()).spawn("follow", this::follow);
  }

  private void follow() {
    while (!closed) {
      try (Client client = member.connect()) {
        followOnce(client);
      } catch (RuntimeException e) {
        // The member does not serve now; the loop tries it again.
      }
      world.sleep(AGAIN);
    }
  }

  private void followOnce(Client client) {
    Mailbox<Boolean> ended = world.mailbox();
    WatchOption option =
        WatchOption.builder().isPrefix(true).withRequireLeader(true).withCreateNotify(true).build();
    Watch.Listener listener =
        Watch.listener(this::take, error -> ended.put(true), () -> ended.put(true));
    try (Watch.Watcher watcher =
        client.getWatchClient().watch(EtcdMember.bytes(prefix), option, listener)) {
      while (!closed && ended.take(LOOK).isEmpty()) {
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
