package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.StoreMember.Condition;
import dev.ordeal.agent.etcd.StoreMember.Write;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.OsProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A member of etcd while it runs: what clients ask, on top of {@link Raft}. */
public final class EtcdServer implements Host.Listener {
  private static final long EXPIRY_LOOK_NANOS = 500_000_000;
  private static final int LEADERLESS_LOOKS = 3;

  /** etcd's own limit of a request, to which two election timeouts are added. */
  private static final long REQUEST_NANOS = 5_000_000_000L;

  private final SimulatedEtcd cluster;
  private final int number;
  private final NodeName name;
  private final OsProcess process;
  private final Disk disk;
  private final Raft raft;
  private final Lessor lessor = new Lessor();
  private final Map<Long, Consumer<Answer>> waiting = new LinkedHashMap<>();
  private final List<Pending> pendingReads = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private int leaderlessLooks;

  private record Pending(long index, Runnable then) {}

  /** A stream of changes below a prefix. */
  private record Watcher(
      Connection connection, String prefix, Consumer<KeyValues.Change> onChange, Runnable onEnd) {}

  EtcdServer(SimulatedEtcd cluster, int number, NodeName name, OsProcess process, Disk disk) {
    this.cluster = cluster;
    this.number = number;
    this.name = name;
    this.process = process;
    this.disk = disk;
    this.raft =
        new Raft(
            cluster.world(),
            process,
            disk,
            number,
            cluster.size(),
            cluster.timing(),
            new Raft.Transport() {
              @Override
              public void send(int to, Consumer<Raft> arrival) {
                EtcdServer.this.send(to, server -> arrival.accept(server.raft));
              }

              @Override
              public long fsync() {
                return cluster.fsync();
              }
            },
            new Raft.Owner() {
              @Override
              public void applied(long index, Entry entry) {
                EtcdServer.this.applied(index, entry);
              }

              @Override
              public void becameLeader() {
                lessor.promote(disk.keys, cluster.world().nanos(), cluster.timing().election());
              }

              @Override
              public void lostLeadership() {
                lessor.demote();
              }
            },
            cluster.random());
  }

  void start() {
    raft.start();
    lookForExpired();
    lookForLeader();
  }

  /** The name of this member. */
  public NodeName name() {
    return name;
  }

  @Override
  public OsProcess process() {
    return process;
  }

  /** The member that leads, as this one knows. */
  public java.util.Optional<NodeName> leader() {
    return raft.leader() < 0
        ? java.util.Optional.empty()
        : java.util.Optional.of(cluster.name(raft.leader()));
  }

  boolean leads() {
    return raft.leads();
  }

  @Override
  public void accept(Connection connection) {
    connection.serveBy(this);
    connection.whenLostByServer(
        () -> watchers.removeIf(watcher -> watcher.connection() == connection));
  }

  private void send(int to, Consumer<EtcdServer> arrival) {
    @Nullable EtcdServer receiver = cluster.running(to);
    if (receiver != null) {
      cluster
          .network()
          .datagram(
              process,
              receiver.process,
              new Link(name.value(), receiver.name.value(), Ports.ETCD_PEERS),
              () -> arrival.accept(receiver));
    }
  }

  private void applied(long index, Entry entry) {
    KeyValues.Applied applied = disk.keys.apply(entry.command());
    if (raft.leads()) {
      switch (entry.command()) {
        case Command.Grant(long lease, long seconds) ->
            lessor.refresh(lease, seconds, cluster.world().nanos());
        case Command.Revoke(long lease) -> lessor.forget(lease);
        default -> {}
      }
    }
    Consumer<Answer> asked = waiting.remove(entry.request());
    if (asked != null) {
      asked.accept(applied.answer());
    }
    for (KeyValues.Change change : applied.changes()) {
      for (Watcher watcher : watchers) {
        if (change.key().startsWith(watcher.prefix())) {
          watcher.connection().answer(200, () -> watcher.onChange().accept(change));
        }
      }
    }
    if (!pendingReads.isEmpty()) {
      List<Pending> ready = new ArrayList<>();
      pendingReads.removeIf(read -> read.index() <= index && ready.add(read));
      ready.forEach(read -> read.then().run());
    }
  }

  private void lookForExpired() {
    cluster.world().after(EXPIRY_LOOK_NANOS, () -> process.handle(this::lookForExpired));
    if (raft.leads()) {
      List<Long> expired = lessor.expired(cluster.world().nanos());
      if (!expired.isEmpty()) {
        raft.readIndex(confirmed -> {
          if (raft.leads()) {
            expired.forEach(lease -> raft.propose(new Command.Revoke(lease), 0));
          }
        });
      }
    }
  }

  /** Watches that want a leader end when there has been none for three election timeouts. */
  private void lookForLeader() {
    cluster.world().after(cluster.timing().election(), () -> process.handle(this::lookForLeader));
    leaderlessLooks = raft.leader() < 0 ? leaderlessLooks + 1 : 0;
    if (leaderlessLooks >= LEADERLESS_LOOKS) {
      List.copyOf(watchers).forEach(watcher -> watcher.connection().answer(60, watcher.onEnd()));
      watchers.clear();
    }
  }

  /** Everything below a prefix, as a majority has it. */
  public void range(String prefix, Consumer<Answer> answer) {
    confirmed(index -> whenApplied(index, () -> answer.accept(disk.keys.below(prefix))));
  }

  /** Asks the leader, through a majority, what has been committed; says nothing where it cannot. */
  private void confirmed(Consumer<Long> then) {
    int asking = number;
    withLeader(
        () -> {
          if (raft.leads()) {
            raft.readIndex(then);
            return;
          }
          send(
              raft.leader(),
              other -> {
                if (other.raft.leads()) {
                  other.raft.readIndex(index -> other.send(asking, back -> then.accept(index)));
                }
              });
        },
        () -> {});
  }

  private void whenApplied(long index, Runnable then) {
    if (disk.applied >= index) {
      then.run();
    } else {
      pendingReads.add(new Pending(index, then));
    }
  }

  /** Writes where conditions hold. */
  public void transact(List<Condition> when, List<Write> then, Consumer<Answer> answer) {
    propose(new Command.Transact(when, then), answer);
  }

  /** A new lease; the store's least time holds. */
  public void grant(long seconds, Consumer<Answer> answer) {
    propose(
        new Command.Grant(cluster.nextLease(), Math.max(seconds, cluster.leastLease())), answer);
  }

  /** Renews a lease at the leader, which first makes sure that it is one. */
  public void keepAlive(long lease, Consumer<Answer> answer) {
    atLeader((leader, found) -> leader.renew(lease, found), answer);
  }

  /** What a lease has left, as the leader says at once: nobody confirms that it still is one. */
  public void timeToLive(long lease, Consumer<Answer> answer) {
    atLeader((leader, found) -> found.accept(leader.left(lease)), answer);
  }

  private Answer left(long lease) {
    return disk.keys.knows(lease)
        ? new Answer.Leased(lease, lessor.left(lease, cluster.world().nanos()))
        : new Answer.NoLease();
  }

  /** Ends a lease before its time. This member must lead. */
  void revoke(long lease) {
    raft.propose(new Command.Revoke(lease), 0);
  }

  /** Does {@code work} where the leader is; {@code answer} gets what comes of it here. */
  private void atLeader(BiConsumer<EtcdServer, Consumer<Answer>> work, Consumer<Answer> answer) {
    int asking = number;
    withLeader(
        () -> {
          if (raft.leads()) {
            work.accept(this, answer);
            return;
          }
          send(
              raft.leader(),
              other -> {
                if (other.raft.leads()) {
                  work.accept(other, found -> other.send(asking, back -> answer.accept(found)));
                }
              });
        },
        () -> {});
  }

  private void renew(long lease, Consumer<Answer> answer) {
    raft.readIndex(confirmed -> {
      if (!raft.leads()) {
        return;
      }
      if (!disk.keys.knows(lease)) {
        answer.accept(new Answer.NoLease());
        return;
      }
      long seconds = disk.keys.seconds(lease);
      lessor.refresh(lease, seconds, cluster.world().nanos());
      answer.accept(new Answer.Leased(lease, seconds));
    });
  }

  private void propose(Command command, Consumer<Answer> answer) {
    long request = cluster.nextRequest();
    waiting.put(request, answer);
    withLeader(
        () -> {
          if (raft.leads()) {
            raft.propose(command, request);
            return;
          }
          send(
              raft.leader(),
              other -> {
                if (other.raft.leads()) {
                  other.raft.propose(command, request);
                }
              });
        },
        () -> {
          waiting.remove(request);
          answer.accept(new Answer.Unavailable("etcdserver: request timed out"));
        });
  }

  /** Without a leader a request waits at its member, for so long as etcd lets it. */
  private void withLeader(Runnable then, Runnable onTimeout) {
    withLeader(
        then, onTimeout, cluster.world().nanos() + REQUEST_NANOS + 2 * cluster.timing().election());
  }

  private void withLeader(Runnable then, Runnable onTimeout, long end) {
    if (raft.leader() >= 0) {
      then.run();
    } else if (cluster.world().nanos() >= end) {
      onTimeout.run();
    } else {
      cluster
          .world()
          .after(
              cluster.timing().heartbeat(),
              () -> process.handle(() -> withLeader(then, onTimeout, end)));
    }
  }

  /**
   * Follows the keys below {@code prefix}.
   *
   * @param from the first revision of interest; 0 for what happens from now on
   * @param onEnd called at the client when the member ends it, for want of a leader
   */
  void watch(
      Connection connection,
      String prefix,
      long from,
      Consumer<KeyValues.Change> onChange,
      Runnable onBegin,
      Runnable onEnd) {
    if (raft.leader() < 0) {
      connection.answer(60, onEnd);
      return;
    }
    connection.answer(60, onBegin);
    if (from > 0) {
      disk.keys
          .since(prefix, from)
          .forEach(change -> connection.answer(200, () -> onChange.accept(change)));
    }
    watchers.add(new Watcher(connection, prefix, onChange, onEnd));
  }

  /** Its keys now, whoever leads: what a serializable read gives. */
  KeyValues keys() {
    return disk.keys;
  }
}
