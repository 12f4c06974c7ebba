package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A store of which one view is read, until another is put there; writes are written down. */
final class FakeDcs implements Dcs {
  volatile StoreView view = Nodes.cluster();
  volatile boolean reachable = true;
  volatile boolean writable = true;
  volatile boolean wins = true;
  final List<String> written = Collections.synchronizedList(new ArrayList<>());

  /** What happens to the cluster when somebody writes the key {@code failover}. */
  volatile Runnable onFailover = () -> {};

  @Override
  public StoreView read() {
    if (!reachable) {
      throw new PortFailure.Unavailable("no answer", new IllegalStateException("no answer"));
    }
    return view;
  }

  @Override
  public boolean replaceConfiguration(Map<String, Object> configuration, long revision) {
    write("config where " + revision + " " + configuration);
    return wins;
  }

  @Override
  public void writeConfiguration(Map<String, Object> configuration) {
    write("config " + configuration);
  }

  @Override
  public void writeFailover(Map<String, Object> wish) {
    write("failover " + wish);
    onFailover.run();
  }

  @Override
  public boolean clearFailover(long revision) {
    write("failover cleared where " + revision);
    return wins;
  }

  private void write(String what) {
    if (!reachable || !writable) {
      throw new PortFailure.Unavailable("no answer", new IllegalStateException("no answer"));
    }
    written.add(what);
  }

  private static UnsupportedOperationException notOfRest() {
    return new UnsupportedOperationException("the REST API has no business here");
  }

  @Override
  public void useTiming(Duration retryTimeout, Duration renewal) {
    throw notOfRest();
  }

  @Override
  public long grantLease(Duration timeToLive) {
    throw notOfRest();
  }

  @Override
  public boolean renewLease(long lease) {
    throw notOfRest();
  }

  @Override
  public Optional<Duration> leaseLeft(long lease) {
    throw notOfRest();
  }

  @Override
  public boolean takeLeaderKey(String name, long lease, TimelineClaim seen) {
    throw notOfRest();
  }

  @Override
  public boolean moveLeaderKey(String name, long lease) {
    throw notOfRest();
  }

  @Override
  public boolean handLeaderKey(LeaderKey held, String to, ClusterStatus status) {
    throw notOfRest();
  }

  @Override
  public boolean releaseLeaderKey(String name) {
    throw notOfRest();
  }

  @Override
  public void writeMember(String name, Map<String, Object> value, long lease) {
    throw notOfRest();
  }

  @Override
  public boolean createInitialize(String value) {
    throw notOfRest();
  }

  @Override
  public void writeInitialize(String value) {
    throw notOfRest();
  }

  @Override
  public void deleteInitialize() {
    throw notOfRest();
  }

  @Override
  public boolean writeStatus(ClusterStatus status, String leader) {
    throw notOfRest();
  }

  @Override
  public boolean writeFailsafe(Map<String, String> addresses, String leader) {
    throw notOfRest();
  }

  @Override
  public boolean writeHistory(List<HistoryLine> lines, String leader) {
    throw notOfRest();
  }

  @Override
  public boolean claimTimeline(TimelineClaim claim, String leader) {
    throw notOfRest();
  }

  @Override
  public OptionalLong writeSync(SyncState state, String leader) {
    throw notOfRest();
  }

  @Override
  public boolean deleteSync(long revision) {
    throw notOfRest();
  }

  @Override
  public void watch(Consumer<String> onChange) {
    throw notOfRest();
  }
}
