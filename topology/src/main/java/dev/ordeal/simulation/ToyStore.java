package dev.ordeal.simulation;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One copy of the keys, which can be read and written through every member that sees a majority.
 * Without a majority the lease does not run out; it begins anew when there is one again.
 */
final class ToyStore {
  private static final Duration RETRY = Duration.ofMillis(100);

  private final ToyCluster cluster;
  private final SortedMap<NodeName, Presence> members = new TreeMap<>();
  private final List<Mailbox<LeaderKey>> watches = new ArrayList<>();
  private Optional<NodeName> leader = Optional.empty();
  private Optional<NodeName> memberInCharge = Optional.empty();
  private Optional<NodeName> meantFor = Optional.empty();
  private Moment leaseEnd;
  private Synchronous synchronous = new Synchronous(Optional.empty(), List.of());
  private boolean maintenance;
  private long revision = 1;

  /** The key {@code sync}: who had written it, and which standbys may take over. */
  record Synchronous(Optional<NodeName> leader, List<NodeName> standbys) {
    Synchronous {
      standbys = List.copyOf(standbys);
    }

    boolean names(NodeName node) {
      return standbys.contains(node) || leader.equals(Optional.of(node));
    }
  }

  ToyStore(ToyCluster cluster) {
    this.cluster = cluster;
    this.leaseEnd = cluster.now();
    for (NodeName member : cluster.plan().store().members()) {
      members.put(member, Presence.LISTENING);
      cluster.network().add(member.value(), host(member));
    }
  }

  private Host host(NodeName member) {
    return new Host() {
      @Override
      public Presence presence() {
        return state(member);
      }

      @Override
      public Presence at(int port) {
        return state(member);
      }
    };
  }

  Presence state(NodeName member) {
    return members.getOrDefault(member, Presence.CLOSED);
  }

  void state(NodeName member, Presence state) {
    members.put(member, state);
  }

  boolean seesMajority(NodeName member) {
    long seen =
        members.keySet().stream()
            .filter(other -> other.equals(member) || seeEachOther(member, other))
            .count();
    return state(member) == Presence.LISTENING && seen > members.size() / 2;
  }

  private boolean seeEachOther(NodeName one, NodeName other) {
    return cluster.network().exchange(one.value(), other.value(), Ports.ETCD_PEERS).delivered()
        && cluster.network().exchange(other.value(), one.value(), Ports.ETCD_PEERS).delivered();
  }

  /** The member in charge; another only where it lost its majority. */
  Optional<NodeName> memberInCharge() {
    if (memberInCharge.filter(this::seesMajority).isEmpty()) {
      memberInCharge = members.keySet().stream().filter(this::seesMajority).findFirst();
    }
    return memberInCharge;
  }

  /**
   * Waits until {@code client} can read and write the keys, at most for {@code limit}. What it then
   * does before its next wait is one transaction.
   */
  boolean contact(NodeName client, Duration limit) {
    Moment deadline = cluster.now().plus(limit);
    while (true) {
      for (NodeName member : members.keySet()) {
        Delivery way =
            cluster.network().exchange(client.value(), member.value(), Ports.ETCD_CLIENTS);
        if (way.delivered() && seesMajority(member)) {
          cluster.world().sleep(way.delay());
          return true;
        }
      }
      if (!cluster.now().isBefore(deadline)) {
        return false;
      }
      cluster.world().sleep(RETRY);
    }
  }

  /** Lets the lease run out, for ever; the body of the store's task. */
  void run() {
    while (true) {
      cluster.world().sleep(cluster.plan().store().heartbeatInterval());
      if (memberInCharge().isEmpty()) {
        leaseEnd = cluster.now().plus(cluster.plan().agent().timeToLive());
      } else if (leader.isPresent() && !cluster.now().isBefore(leaseEnd)) {
        changeLeader(Optional.empty());
      }
    }
  }

  Optional<NodeName> leader() {
    return leader;
  }

  boolean isLedBy(NodeName node) {
    return leader.equals(Optional.of(node));
  }

  /** Takes the key, or keeps it, for a time to live from now on. */
  void lease(NodeName node) {
    leaseEnd = cluster.now().plus(cluster.plan().agent().timeToLive());
    if (!isLedBy(node)) {
      meantFor = Optional.empty();
      changeLeader(Optional.of(node));
    }
  }

  /** Gives the key up, for {@code candidate} alone where there is one. */
  void release(Optional<NodeName> candidate) {
    meantFor = candidate;
    changeLeader(Optional.empty());
  }

  /** Whether {@code node} is not kept from the free key by a planned hand-over to another. */
  boolean isFreeFor(NodeName node) {
    return leader.isEmpty() && (meantFor.isEmpty() || meantFor.equals(Optional.of(node)));
  }

  /** The hand-over came to nothing: the key is free for all. */
  void forgetCandidate() {
    meantFor = Optional.empty();
  }

  private void changeLeader(Optional<NodeName> node) {
    leader = node;
    revision++;
    watches.forEach(watch -> watch.put(new LeaderKey(leader, revision)));
  }

  Mailbox<LeaderKey> watch() {
    Mailbox<LeaderKey> watch = cluster.world().mailbox();
    watch.put(new LeaderKey(leader, revision));
    watches.add(watch);
    return watch;
  }

  Synchronous synchronous() {
    return synchronous;
  }

  void synchronous(Synchronous key) {
    synchronous = key;
  }

  boolean maintenance() {
    return maintenance;
  }

  void maintenance(boolean on) {
    maintenance = on;
  }
}
