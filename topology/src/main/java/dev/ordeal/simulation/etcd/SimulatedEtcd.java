package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.StoreMember;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.StorePlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.network.Presence;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The twin of an etcd cluster: members with a log each, elections, read-index, leases by their real
 * rules, watches. Rules from etcd 3.5's sources: a lease is at least one and a half election
 * timeouts, in whole seconds; run-out ones are looked for every 500 ms; only a leader that a
 * majority has just confirmed renews or revokes; a new leader extends all leases by an election
 * timeout.
 *
 * <p>Not imitated: compaction and old revisions (a watch begins at now and never asks for the
 * past), snapshots between members, lease checkpoints, learners, authentication, gRPC's own
 * retries, limits of request rates and of space. Messages between members that are lost are not
 * sent again by the connection, only by Raft.
 */
public final class SimulatedEtcd {
  private static final long FIRST_LEASE = 0x694d_0000_0000_0001L;

  private final SimulatedWorld world;
  private final Network network;
  private final StorePlan plan;
  private final Delays delays;
  private final Raft.Timing timing;
  private final RandomGenerator random;
  private final List<Disk> disks = new ArrayList<>();
  private final List<@Nullable EtcdServer> servers = new ArrayList<>();
  private long lastLease = FIRST_LEASE;
  private long lastRequest;

  public SimulatedEtcd(SimulatedWorld world, Network network, StorePlan plan, Delays delays) {
    this.world = world;
    this.network = network;
    this.plan = plan;
    this.delays = delays;
    this.timing =
        new Raft.Timing(
            plan.heartbeatInterval().toNanos(), plan.electionTimeout().toNanos(), plan.preVote());
    this.random = world.random("etcd");
    for (int i = 0; i < plan.members().size(); i++) {
      disks.add(new Disk());
      servers.add(null);
    }
  }

  /** Starts a member that does not run, after the time that this takes. */
  public void start(NodeName member) {
    Host host = network.host(member.value());
    host.switchOn();
    int number = numberOf(member);
    OsProcess process = new OsProcess(host, "etcd");
    EtcdServer server = new EtcdServer(this, number, member, process, disks.get(number));
    servers.set(number, server);
    world.after(
        delays.storeStart().draw(random),
        () ->
            process.handle(() -> {
              host.listen(Ports.ETCD_CLIENTS, server);
              server.start();
            }));
  }

  /** Ends a member; its host lives on. */
  public void kill(NodeName member) {
    EtcdServer server = servers.get(numberOf(member));
    if (server != null) {
      server.process().die();
      network.host(member.value()).close(Ports.ETCD_CLIENTS, server);
      servers.set(numberOf(member), null);
    }
  }

  public void freeze(NodeName member) {
    EtcdServer server = servers.get(numberOf(member));
    if (server != null) {
      server.process().freeze();
    }
  }

  public void thaw(NodeName member) {
    EtcdServer server = servers.get(numberOf(member));
    if (server != null) {
      server.process().thaw();
    }
  }

  /** How a member's port for clients feels. */
  public Presence presence(NodeName member) {
    return network.host(member.value()).presence(Ports.ETCD_CLIENTS);
  }

  /** All members that run, in order. */
  public List<EtcdServer> running() {
    List<EtcdServer> running = new ArrayList<>();
    for (EtcdServer server : servers) {
      if (server != null && server.process().runs()) {
        running.add(server);
      }
    }
    return running;
  }

  /**
   * Ends the lease of {@code key} before its time, as a member that was stuck may (etcd issue
   * 15247).
   *
   * @return its number; empty where nobody leads, or the key has no lease
   */
  public OptionalLong revokeLeaseOf(String key) {
    for (EtcdServer server : running()) {
      StoreMember.Entry entry = server.keys().below(key).entries().get("");
      if (server.leads() && entry != null && entry.lease() != 0) {
        server.revoke(entry.lease());
        return OptionalLong.of(entry.lease());
      }
    }
    return OptionalLong.empty();
  }

  /** Whether no member that leads knows {@code lease}. */
  public boolean hasForgotten(long lease) {
    return running().stream()
        .filter(EtcdServer::leads)
        .noneMatch(server -> server.keys().knows(lease));
  }

  @Nullable EtcdServer running(int number) {
    return servers.get(number);
  }

  private int numberOf(NodeName member) {
    int number = plan.members().indexOf(member);
    if (number < 0) {
      throw new IllegalArgumentException("no member '" + member + "'");
    }
    return number;
  }

  NodeName name(int number) {
    return plan.members().get(number);
  }

  int size() {
    return plan.members().size();
  }

  SimulatedWorld world() {
    return world;
  }

  Network network() {
    return network;
  }

  Raft.Timing timing() {
    return timing;
  }

  RandomGenerator random() {
    return random;
  }

  long fsync() {
    return delays.fsync().draw(random);
  }

  long leastLease() {
    return Math.ceilDiv(timing.election() * 3 / 2, 1_000_000_000L);
  }

  long nextLease() {
    return lastLease++;
  }

  long nextRequest() {
    return ++lastRequest;
  }
}
