package dev.ordeal.simulation;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.Log.Entry;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A server of one node: its role, its log, and whom it streams from. */
final class ToyServer {
  private static final Duration START_TIME = Duration.ofMillis(500);
  private static final Duration PROMOTION_TIME = Duration.ofMillis(100);
  private static final Duration REWIND_TIME = Duration.ofMillis(500);
  private static final Duration STREAMING_PERIOD = Duration.ofMillis(5);
  private static final Duration RECEIVER_TIMEOUT = Duration.ofSeconds(1);
  private static final int FORGOTTEN_ROWS = 20;

  private final ToyCluster cluster;
  private final NodeName name;
  private final Log log = new Log();

  /** What standbys have confirmed, in entries; only of meaning on a primary. */
  private final SortedMap<NodeName, Integer> confirmed = new TreeMap<>();

  private List<NodeName> synchronousStandbys = List.of();
  private Optional<NodeName> upstream = Optional.empty();
  private Optional<Moment> lastContact = Optional.empty();
  private int timeline = 1;
  private long generation;
  private boolean running;
  private boolean rewinding;
  private boolean primary;

  ToyServer(ToyCluster cluster, NodeName name) {
    this.cluster = cluster;
    this.name = name;
  }

  NodeName name() {
    return name;
  }

  Log log() {
    return log;
  }

  int timeline() {
    return timeline;
  }

  boolean running() {
    return running;
  }

  /** Whether it is down for a rewind, and comes back by itself. */
  boolean rewinding() {
    return rewinding;
  }

  /** Whether its data say that it is a primary, be it running or not. */
  boolean primary() {
    return primary;
  }

  /** Rises whenever all sessions of the server end. */
  long generation() {
    return generation;
  }

  List<NodeName> synchronousStandbys() {
    return synchronousStandbys;
  }

  void synchronousStandbys(List<NodeName> names) {
    synchronousStandbys = List.copyOf(names);
  }

  void follow(NodeName leader) {
    upstream = Optional.of(leader);
  }

  /** Whether it streams from {@code leader}, as far as it knows. */
  boolean streamsFrom(NodeName leader) {
    return running
        && !primary
        && upstream.equals(Optional.of(leader))
        && lastContact
            .filter(at -> cluster.now().since(at).compareTo(RECEIVER_TIMEOUT) <= 0)
            .isPresent();
  }

  boolean streaming() {
    return upstream.filter(this::streamsFrom).isPresent();
  }

  /** The process is gone; its data stay. */
  void die() {
    running = false;
    rewinding = false;
    generation++;
    lastContact = Optional.empty();
    confirmed.clear();
  }

  /** Starts it in the role that its data have. */
  void start() {
    cluster.world().sleep(START_TIME);
    running = true;
  }

  /** Makes it a replica, by a restart; all sessions end. */
  void demote() {
    if (cluster.plants(Misbehaviour.LEAVES_OLD_SESSIONS_OPEN) && running) {
      primary = false;
      confirmed.clear();
      return;
    }
    die();
    primary = false;
    start();
  }

  /** Begins a new timeline. */
  void promote() {
    cluster.world().sleep(PROMOTION_TIME);
    if (!running || primary) {
      return;
    }
    if (cluster.plants(Misbehaviour.LOSES_ACKNOWLEDGED_WRITES)) {
      log.truncate(log.lengthWithoutLast(FORGOTTEN_ROWS));
    }
    primary = true;
    timeline = log.length() == 0 ? timeline : timeline + 1;
    synchronousStandbys = List.of();
    write(new Change.Promotion());
  }

  /** Writes and returns the position up to which standbys have to confirm. */
  int write(Change change) {
    log.add(new Entry(cluster.nextSerial(), timeline, change));
    return log.length();
  }

  /** Whether enough standbys have what was written up to {@code position}. */
  boolean isConfirmed(int position) {
    Replication replication = cluster.plan().replication();
    if (replication.mode() == Replication.Mode.ASYNCHRONOUS) {
      return true;
    }
    boolean strict = replication.mode() == Replication.Mode.STRICT;
    int required =
        strict
            ? replication.synchronousStandbys()
            : Math.min(replication.synchronousStandbys(), synchronousStandbys.size());
    long have =
        synchronousStandbys.stream()
            .filter(standby -> confirmed.getOrDefault(standby, 0) >= position)
            .count();
    return have >= required;
  }

  /** The standbys that stream from this server now, in order. */
  List<NodeName> streamingStandbys() {
    List<NodeName> standbys = new ArrayList<>();
    if (running && primary) {
      for (ToyNode node : cluster.nodes()) {
        if (node.server().streamsFrom(name)) {
          standbys.add(node.name());
        }
      }
    }
    return standbys;
  }

  /** Streams for ever; the body of the receiver's task. */
  void receive() {
    while (true) {
      cluster.world().sleep(STREAMING_PERIOD);
      if (running && !primary) {
        upstream.ifPresent(this::receiveFrom);
      }
    }
  }

  private void receiveFrom(NodeName leader) {
    Delivery way = cluster.network().exchange(name.value(), leader.value(), Ports.POSTGRESQL);
    ToyServer source = cluster.node(leader).server();
    if (way.outcome() == Delivery.Outcome.REFUSED || !source.primary) {
      lastContact = Optional.empty();
      return;
    }
    if (!way.delivered()) {
      return;
    }
    int common = log.commonWith(source.log);
    if (common < log.length()) {
      rewind(source, common);
      return;
    }
    log.copyFrom(source.log);
    timeline = source.timeline;
    source.confirmed.put(name, log.length());
    lastContact = Optional.of(cluster.now());
  }

  /** What the leader does not have is forgotten, by a restart as pg_rewind needs one. */
  private void rewind(ToyServer source, int common) {
    if (!cluster.plants(Misbehaviour.LEAVES_OLD_SESSIONS_OPEN)) {
      die();
      rewinding = true;
      cluster.world().sleep(REWIND_TIME);
      rewinding = false;
      running = true;
    }
    log.truncate(Math.min(common, log.length()));
    timeline = source.timeline;
  }
}
