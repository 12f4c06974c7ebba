package dev.ordeal.containers.probes;

import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows the leader key through all members at once. Each tells every change, in order; the
 * revision says which of them is news. So the fall of one member, or its silence, costs nothing.
 */
final class LeaderKeyWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final long UNKNOWN = -1;

  // A watcher that is closed with its client still asks jetcd's ended executor for another try, and
  // gRPC prints the refusal; held here, because the log manager itself forgets loggers.
  private static final Logger CLOSED_CALLS = Logger.getLogger("io.grpc.internal.ClientCallImpl");

  static {
    CLOSED_CALLS.setLevel(Level.OFF);
  }

  private final String key;
  private final Mailbox<LeaderKey> changes;
  private volatile boolean closed;
  private long lastRevision = UNKNOWN;

  LeaderKeyWatch(String key, Mailbox<LeaderKey> changes) {
    this.key = key;
    this.changes = changes;
  }

  void start(List<StoreMember> members) {
    for (StoreMember member : members) {
      Thread.ofVirtual().name("leader key by " + member.name()).start(() -> follow(member));
    }
  }

  private void follow(StoreMember member) {
    try {
      while (!closed) {
        if (member.takesConnections(PATIENCE)) {
          try (Client client = member.connect()) {
            followOnce(member, client);
          } catch (ExecutionException | TimeoutException e) {
            // The member does not serve now; the loop tries it again.
          }
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followOnce(StoreMember member, Client client)
      throws ExecutionException, TimeoutException, InterruptedException {
    if (revision() == UNKNOWN) {
      StoreMember.Entry now = member.get(key, Duration.ofSeconds(2));
      begin(new LeaderKey(now.value().map(NodeName::new), now.revision()));
    }
    WatchOption from =
        WatchOption.builder().withRevision(revision() + 1).withRequireLeader(true).build();
    Semaphore ended = new Semaphore(0);
    Watch.Listener listener =
        Watch.listener(this::take, error -> ended.release(), () -> ended.release());
    try (Watch.Watcher watcher =
        client.getWatchClient().watch(StoreMember.bytes(key), from, listener)) {
      // jetcd would try again by itself, but after longer and longer breaks.
      while (!closed && !ended.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!member.takesConnections(PATIENCE)) {
          return;
        }
      }
    }
  }

  private static void pause() throws InterruptedException {
    Thread.sleep(100);
  }

  private synchronized long revision() {
    return lastRevision;
  }

  private synchronized void begin(LeaderKey now) {
    if (lastRevision == UNKNOWN) {
      offer(now);
    }
  }

  private void take(WatchResponse response) {
    for (WatchEvent event : response.getEvents()) {
      Optional<NodeName> leader =
          event.getEventType() == WatchEvent.EventType.PUT
              ? Optional.of(
                  new NodeName(event.getKeyValue().getValue().toString(StandardCharsets.UTF_8)))
              : Optional.empty();
      offer(new LeaderKey(leader, event.getKeyValue().getModRevision()));
    }
  }

  private synchronized void offer(LeaderKey change) {
    if (!closed && change.revision() > lastRevision) {
      lastRevision = change.revision();
      changes.put(change);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
