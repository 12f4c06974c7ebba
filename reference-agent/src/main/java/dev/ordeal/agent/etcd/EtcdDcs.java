package dev.ordeal.agent.etcd;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.etcd.StoreMember.Condition;
import dev.ordeal.agent.etcd.StoreMember.Transacted;
import dev.ordeal.agent.etcd.StoreMember.Write;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The store in etcd. What only looks, or may happen twice without anybody noticing, is asked of
 * several members side by side; everything else of one after the other.
 */
public final class EtcdDcs implements Dcs, AutoCloseable {
  private final World world;
  private final TaskGroup tasks;
  private final Keys keys;
  private volatile List<StoreMember> members;
  private volatile Asking asking;
  private volatile Optional<Consumer<String>> watcher = Optional.empty();
  private final DecodedValues decoded = new DecodedValues();
  private volatile Duration limit = Duration.ofSeconds(10);
  private volatile Duration renewalLimit = Duration.ofSeconds(3);

  /**
   * @param members one or more, tried in this order
   * @param tasks in which questions wait for their answers
   */
  public EtcdDcs(
      World world,
      List<? extends StoreMember> members,
      TaskGroup tasks,
      String namespace,
      String scope) {
    this.world = world;
    this.tasks = tasks;
    this.keys = Keys.of(namespace, scope);
    this.members = List.copyOf(members);
    this.asking = new Asking(world, members, tasks);
  }

  /** Asks and follows these members from now on; who waits for an answer of the others gets it. */
  public void use(List<? extends StoreMember> fresh) {
    List<StoreMember> before = members;
    members = List.copyOf(fresh);
    asking = new Asking(world, fresh, tasks);
    watcher.ifPresent(this::follow);
    before.forEach(StoreMember::close);
  }

  @Override
  public void useTiming(Duration retryTimeout, Duration renewal) {
    limit = retryTimeout;
    renewalLimit = renewal;
  }

  @Override
  public StoreView read() {
    StoreMember.Range answer =
        asking.sideBySide("read", (member, time) -> member.range(keys.prefix(), time), limit);
    return StoreDecoding.view(answer.entries(), answer.revision(), decoded);
  }

  @Override
  public long grantLease(Duration timeToLive) {
    long seconds = Math.max(1, timeToLive.plusMillis(999).toSeconds());
    return asking.inTurn(
        "grant a lease", (member, time) -> member.grant(seconds, time), renewalLimit);
  }

  @Override
  public boolean renewLease(long lease) {
    return asking.sideBySide(
        "renew the lease", (member, time) -> renew(member, lease, time), renewalLimit);
  }

  private static boolean renew(StoreMember member, long lease, Duration time) throws MemberFailure {
    try {
      return member.keepAlive(lease, time) > 0;
    } catch (MemberFailure e) {
      if (e.kind() == MemberFailure.Kind.LEASE_GONE) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Duration> leaseLeft(long lease) {
    long left =
        asking.sideBySide(
            "ask for a lease", (member, time) -> member.timeToLive(lease, time), renewalLimit);
    return left < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(left));
  }

  @Override
  public boolean takeLeaderKey(String name, long lease, TimelineClaim seen) {
    return commit(
        "take the leader key",
        List.of(absent("leader"), unchanged("timeline", seen.revision())),
        List.of(put("leader", name, lease)));
  }

  @Override
  public boolean moveLeaderKey(String name, long lease) {
    return commit("move the leader key", List.of(holds(name)), List.of(put("leader", name, lease)));
  }

  @Override
  public boolean handLeaderKey(LeaderKey held, String to, ClusterStatus status) {
    StoreMember.Range theirs =
        asking.sideBySide(
            "read a member key", (member, time) -> member.range(keys.member(to), time), limit);
    Optional<Long> lease =
        Optional.ofNullable(theirs.entries().get(""))
            .map(StoreMember.Entry::lease)
            .filter(number -> number != 0);
    if (lease.isEmpty()) {
      return false;
    }
    // Not in one request: to whoever watches, a key that passes without having been free is what
    // two leaders at once look like.
    Transacted freed =
        transaction(
            "release the leader key",
            List.of(unchanged("leader", held.modRevision())),
            List.of(
                new Write.Delete(keys.key("leader")), put("status", StoreEncoding.status(status))));
    // The status as it was written here: whoever led in between has written another one.
    return freed.succeeded()
        && commit(
            "hand over the leader key",
            List.of(absent("leader"), unchanged("status", freed.revision())),
            List.of(put("leader", to, lease.get())));
  }

  @Override
  public boolean releaseLeaderKey(String name) {
    return commit(
        "release the leader key",
        List.of(holds(name)),
        List.of(new Write.Delete(keys.key("leader"))));
  }

  @Override
  public void writeMember(String name, Map<String, Object> value, long lease) {
    Write.Put write = new Write.Put(keys.member(name), StoreEncoding.json(value), lease);
    asking.inTurn("write the member key", (member, time) -> put(member, write, time), limit);
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
    asking.inTurn(
        "delete initialize",
        (member, time) -> {
          member.delete(keys.key("initialize"), time);
          return true;
        },
        limit);
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
    Write write =
        addresses.isEmpty()
            ? new Write.Delete(keys.key("failsafe"))
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
  public boolean claimTimeline(TimelineClaim claim, String leader) {
    return commit(
        "claim a timeline",
        List.of(unchanged("timeline", claim.revision()), holds(leader)),
        List.of(put("timeline", Integer.toString(claim.timeline()))));
  }

  @Override
  public OptionalLong writeSync(SyncState state, String leader) {
    Transacted answer =
        transaction(
            "write sync",
            List.of(unchanged("sync", state.revision()), holds(leader)),
            List.of(put("sync", StoreEncoding.sync(state))));
    return answer.succeeded() ? OptionalLong.of(answer.revision()) : OptionalLong.empty();
  }

  @Override
  public boolean deleteSync(long revision) {
    return commit(
        "delete sync",
        List.of(unchanged("sync", revision)),
        List.of(new Write.Delete(keys.key("sync"))));
  }

  @Override
  public void watch(Consumer<String> onChange) {
    watcher = Optional.of(onChange);
    follow(onChange);
  }

  private void follow(Consumer<String> onChange) {
    var changes = new Changes(onChange);
    members.forEach(member -> member.follow(keys.prefix(), changes));
  }

  private void write(String key, String value) {
    Write.Put write = put(key, value);
    asking.inTurn("write " + key, (member, time) -> put(member, write, time), limit);
  }

  private static boolean put(StoreMember member, Write.Put write, Duration time)
      throws MemberFailure {
    member.put(write, time);
    return true;
  }

  private boolean commit(String what, List<Condition> when, List<Write> then) {
    return transaction(what, when, then).succeeded();
  }

  private Transacted transaction(String what, List<Condition> when, List<Write> then) {
    return asking.inTurn(what, (member, time) -> member.transact(when, then, time), limit);
  }

  private Condition absent(String key) {
    return new Condition.Absent(keys.key(key));
  }

  private Condition unchanged(String key, long revision) {
    return new Condition.Unchanged(keys.key(key), revision);
  }

  private Condition holds(String name) {
    return new Condition.Holds(keys.key("leader"), name);
  }

  private Write.Put put(String key, String value) {
    return put(key, value, 0);
  }

  private Write.Put put(String key, String value, long lease) {
    return new Write.Put(keys.key(key), value, lease);
  }

  @Override
  public void close() {
    members.forEach(StoreMember::close);
  }

  /** Passes each change on once, whichever member told it first. One revision may change many. */
  private static final class Changes implements StoreMember.Follower {
    private final Consumer<String> onChange;
    private final Set<String> toldOfNewest = new HashSet<>();
    private long newest;

    Changes(Consumer<String> onChange) {
      this.onChange = onChange;
    }

    @Override
    public synchronized void changed(String key, long revision) {
      if (revision > newest) {
        newest = revision;
        toldOfNewest.clear();
      }
      if (revision == newest && toldOfNewest.add(key)) {
        onChange.accept(key);
      }
    }

    @Override
    public void interrupted() {
      onChange.accept("");
    }
  }
}
