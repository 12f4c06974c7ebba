package dev.ordeal.agent.etcd;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The store in etcd. Every operation is tried at one member after the other, beginning with the one
 * that answered last, until the limit is used up.
 */
public final class EtcdDcs implements Dcs, AutoCloseable {
  private static final Duration LEAST_TRY = Duration.ofMillis(150);

  private final World world;
  private final Keys keys;
  private final List<EtcdMember> members = new ArrayList<>();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("etcd-", 0).factory());
  private final List<EtcdWatch> watches = new ArrayList<>();
  private volatile int preferred;
  private volatile Duration limit = Duration.ofSeconds(10);
  private volatile Duration renewalLimit = Duration.ofSeconds(3);

  public EtcdDcs(World world, EtcdSettings settings, String namespace, String scope) {
    this.world = world;
    this.keys = Keys.of(namespace, scope);
    settings
        .endpoints()
        .forEach(endpoint -> members.add(new EtcdMember(endpoint, settings, executor, world)));
  }

  @Override
  public void useTiming(Duration retryTimeout, Duration renewal) {
    limit = retryTimeout;
    renewalLimit = renewal;
  }

  @Override
  public StoreView read() {
    GetOption below = GetOption.builder().isPrefix(true).build();
    GetResponse answer =
        attempt("read", client -> client.getKVClient().get(keys.whole(), below), limit);
    Map<String, StoreDecoding.Entry> entries = new LinkedHashMap<>();
    for (KeyValue pair : answer.getKvs()) {
      String key = pair.getKey().toString(StandardCharsets.UTF_8).substring(keys.prefix().length());
      String value = pair.getValue().toString(StandardCharsets.UTF_8);
      entries.put(key, new StoreDecoding.Entry(value, pair.getModRevision(), pair.getLease()));
    }
    return StoreDecoding.view(entries, answer.getHeader().getRevision());
  }

  @Override
  public long grantLease(Duration timeToLive) {
    long seconds = Math.max(1, timeToLive.plusMillis(999).toSeconds());
    return attempt("grant a lease", client -> client.getLeaseClient().grant(seconds), renewalLimit)
        .getID();
  }

  @Override
  public boolean renewLease(long lease) {
    try {
      return attempt(
                  "renew the lease",
                  client -> client.getLeaseClient().keepAliveOnce(lease),
                  renewalLimit)
              .getTTL()
          > 0;
    } catch (PortFailure.Refused e) {
      if (Errors.isLeaseGone(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean takeLeaderKey(String name, long lease) {
    return commit(
        "take the leader key", List.of(absent("leader")), List.of(put("leader", name, lease)));
  }

  @Override
  public boolean moveLeaderKey(String name, long lease) {
    return commit("move the leader key", List.of(holds(name)), List.of(put("leader", name, lease)));
  }

  @Override
  public boolean releaseLeaderKey(String name) {
    return commit(
        "release the leader key",
        List.of(holds(name)),
        List.of(Op.delete(keys.key("leader"), DeleteOption.DEFAULT)));
  }

  @Override
  public void writeMember(String name, Map<String, Object> value, long lease) {
    PutOption under = PutOption.builder().withLeaseId(lease).build();
    ByteSequence json = EtcdMember.bytes(StoreEncoding.json(value));
    attempt(
        "write the member key",
        client -> client.getKVClient().put(keys.member(name), json, under),
        limit);
  }

  @Override
  public boolean createInitialize(String value) {
    return commit(
        "create initialize", List.of(absent("initialize")), List.of(put("initialize", value)));
  }

  @Override
  public void writeInitialize(String value) {
    write("initialize", value);
  }

  @Override
  public void deleteInitialize() {
    attempt(
        "delete initialize", client -> client.getKVClient().delete(keys.key("initialize")), limit);
  }

  @Override
  public boolean replaceConfiguration(Map<String, Object> configuration, long revision) {
    return commit(
        "write config",
        List.of(unchanged("config", revision)),
        List.of(put("config", StoreEncoding.json(configuration))));
  }

  @Override
  public void writeConfiguration(Map<String, Object> configuration) {
    write("config", StoreEncoding.json(configuration));
  }

  @Override
  public void writeFailover(Map<String, Object> wish) {
    write("failover", StoreEncoding.json(wish));
  }

  @Override
  public boolean clearFailover(long revision) {
    return commit(
        "clear failover", List.of(unchanged("failover", revision)), List.of(put("failover", "{}")));
  }

  @Override
  public boolean writeStatus(ClusterStatus status, String leader) {
    return commit(
        "write status",
        List.of(holds(leader)),
        List.of(put("status", StoreEncoding.status(status))));
  }

  @Override
  public boolean writeFailsafe(Map<String, String> addresses, String leader) {
    Op write =
        addresses.isEmpty()
            ? Op.delete(keys.key("failsafe"), DeleteOption.DEFAULT)
            : put("failsafe", StoreEncoding.json(addresses));
    return commit("write failsafe", List.of(holds(leader)), List.of(write));
  }

  @Override
  public boolean writeHistory(List<HistoryLine> lines, String leader) {
    return commit(
        "write history",
        List.of(holds(leader)),
        List.of(put("history", StoreEncoding.history(lines))));
  }

  @Override
  public OptionalLong writeSync(SyncState state, String leader) {
    TxnResponse answer =
        transaction(
            "write sync",
            List.of(unchanged("sync", state.revision()), holds(leader)),
            List.of(put("sync", StoreEncoding.sync(state))));
    return answer.isSucceeded()
        ? OptionalLong.of(answer.getHeader().getRevision())
        : OptionalLong.empty();
  }

  @Override
  public boolean deleteSync(long revision) {
    return commit(
        "delete sync",
        List.of(unchanged("sync", revision)),
        List.of(Op.delete(keys.key("sync"), DeleteOption.DEFAULT)));
  }

  @Override
  public void watch(Consumer<String> onChange) {
    var changes = new EtcdWatch.Changes(keys.prefix(), onChange);
    for (EtcdMember member : members) {
      var watch = new EtcdWatch(member, keys, changes);
      watches.add(watch);
      watch.start();
    }
  }

  private void write(String key, String value) {
    attempt(
        "write " + key,
        client -> client.getKVClient().put(keys.key(key), EtcdMember.bytes(value)),
        limit);
  }

  private boolean commit(String what, List<Cmp> when, List<Op> then) {
    return transaction(what, when, then).isSucceeded();
  }

  private TxnResponse transaction(String what, List<Cmp> when, List<Op> then) {
    return attempt(
        what,
        client ->
            client
                .getKVClient()
                .txn()
                .If(when.toArray(Cmp[]::new))
                .Then(then.toArray(Op[]::new))
                .commit(),
        limit);
  }

  private Cmp absent(String key) {
    return new Cmp(keys.key(key), Cmp.Op.EQUAL, CmpTarget.createRevision(0));
  }

  private Cmp unchanged(String key, long revision) {
    return new Cmp(keys.key(key), Cmp.Op.EQUAL, CmpTarget.modRevision(revision));
  }

  private Cmp holds(String name) {
    return new Cmp(keys.key("leader"), Cmp.Op.EQUAL, CmpTarget.value(EtcdMember.bytes(name)));
  }

  private Op put(String key, String value) {
    return Op.put(keys.key(key), EtcdMember.bytes(value), PutOption.DEFAULT);
  }

  private Op put(String key, String value, long lease) {
    PutOption under = PutOption.builder().withLeaseId(lease).build();
    return Op.put(keys.key(key), EtcdMember.bytes(value), under);
  }

  /**
   * Asks one member after the other. An attempt whose answer was lost may have happened: a second
   * one is safe for everything asked here, except that a compare then finds its own first effect;
   * the next reading of the store tells.
   */
  private <T> T attempt(
      String what, Function<Client, CompletableFuture<T>> request, Duration within) {
    Moment end = world.monotonic().plus(within);
    Duration each = within.dividedBy(members.size());
    Duration oneTry = each.compareTo(LEAST_TRY) < 0 ? LEAST_TRY : each;
    int first = preferred;
    Throwable last = new TimeoutException("no time was left");
    for (int i = 0; ; i++) {
      Duration left = end.since(world.monotonic());
      if (!left.isPositive()) {
        throw new PortFailure.Unavailable("cannot " + what + ": " + last, last);
      }
      int index = (first + i) % members.size();
      try {
        T answer = members.get(index).call(request, left.compareTo(oneTry) < 0 ? left : oneTry);
        preferred = index;
        return answer;
      } catch (ExecutionException | TimeoutException e) {
        Throwable cause =
            e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (!Errors.isConnection(e)) {
          throw new PortFailure.Refused("cannot " + what + ": " + cause, cause);
        }
        last = cause;
        preferred = (index + 1) % members.size();
      }
      if (i % members.size() == members.size() - 1) {
        world.sleep(Duration.ofMillis(50));
      }
    }
  }

  @Override
  public void close() {
    watches.forEach(EtcdWatch::close);
    members.forEach(EtcdMember::close);
    executor.shutdownNow();
  }
}
