package dev.ordeal.simulation;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.ToyStore.Synchronous;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The loop of one agent, as far as engine, workloads and checks need one.
 *
 * <p>It imitates: a lease on the leader key, renewed every {@code loop_wait}; a primary that stops
 * being one when the lease cannot be renewed within {@code retry_timeout} or belongs to another;
 * candidates that take the free key when nobody they can see has more of the log; the key {@code
 * sync}; switchover and maintenance.
 *
 * <p>It does not imitate: the agent's REST API beyond its status codes, members' keys, {@code
 * maximum_lag_on_failover}, failsafe mode, watchdogs, clones, dynamic configuration, answers of the
 * store that are lost after it acted, and the time that real servers take. Nothing that is found
 * out about this loop is a finding about any real agent.
 */
final class ToyAgent {
  private final ToyCluster cluster;
  private final ToyNode node;
  private final ToyServer server;

  ToyAgent(ToyCluster cluster, ToyNode node) {
    this.cluster = cluster;
    this.node = node;
    this.server = node.server();
  }

  /** Cycles for ever, woken by the timer and by every change of the leader key. */
  void run() {
    Mailbox<LeaderKey> changes = store().watch();
    while (true) {
      cycle();
      Optional<LeaderKey> change = changes.take(plan().loopWait());
      while (change.isPresent()) {
        change = changes.take(Duration.ZERO);
      }
    }
  }

  private void cycle() {
    boolean reached = store().contact(node.name(), plan().retryTimeout());
    if (reached && store().maintenance()) {
      if (server.running() && server.primary() && store().isLedBy(node.name())) {
        store().lease(node.name());
      }
      return;
    }
    if (!server.running()) {
      revive(reached);
    } else if (server.primary()) {
      lead(reached);
    } else if (reached) {
      follow();
    }
  }

  /** A server that went down under its lease comes back as what it was, any other as a replica. */
  private void revive(boolean reached) {
    if (server.rewinding() || node.serverIsHeldDown()) {
      return;
    }
    if (server.primary() && reached && store().isLedBy(node.name())) {
      store().lease(node.name());
      server.start();
    } else {
      server.demote();
    }
  }

  private void lead(boolean reached) {
    if (reached && store().isLedBy(node.name())) {
      store().lease(node.name());
      nameSynchronousStandbys();
    } else if (reached && store().isFreeFor(node.name()) && mayTakeOver()) {
      take();
    } else if (!cluster.plants(Misbehaviour.KEEPS_WRITING_WITHOUT_LEASE)) {
      server.demote();
    }
  }

  private void follow() {
    if (store().leader().isPresent() && !store().isLedBy(node.name())) {
      server.follow(store().leader().get());
    } else if (store().isLedBy(node.name()) || store().isFreeFor(node.name()) && mayTakeOver()) {
      take();
      server.promote();
    }
  }

  private void take() {
    store().lease(node.name());
    if (isSynchronous()) {
      store().synchronous(new Synchronous(Optional.of(node.name()), List.of()));
      server.synchronousStandbys(List.of());
    }
  }

  /** Whether it can be sure that no acknowledged write is missing here. */
  private boolean mayTakeOver() {
    Synchronous key = store().synchronous();
    boolean chosen = isSynchronous() && key.leader().isPresent();
    if (chosen && !key.names(node.name())) {
      return false;
    }
    int seen = 1;
    for (ToyNode peer : cluster.nodes()) {
      if (peer != node && sees(peer)) {
        boolean counts = !chosen || key.names(peer.name());
        if (counts && peer.server().log().length() > server.log().length()) {
          return false;
        }
        seen += key.standbys().contains(peer.name()) ? 1 : 0;
      }
    }
    return !chosen || seen >= needed(key) || key.leader().equals(Optional.of(node.name()));
  }

  /** How many of the standbys named must be seen, so that one of them has every commit. */
  private int needed(Synchronous key) {
    boolean quorum = replication().mode() == Replication.Mode.QUORUM;
    return quorum ? key.standbys().size() - replication().synchronousStandbys() + 1 : 1;
  }

  private boolean sees(ToyNode peer) {
    return peer.server().running()
        && cluster
            .network()
            .exchange(node.name().value(), peer.name().value(), Ports.REST)
            .delivered();
  }

  private void nameSynchronousStandbys() {
    if (!isSynchronous()) {
      return;
    }
    List<NodeName> streaming = server.streamingStandbys();
    if (replication().mode() != Replication.Mode.QUORUM) {
      List<NodeName> before = server.synchronousStandbys();
      streaming =
          streaming.stream()
              .sorted(Comparator.comparing(name -> !before.contains(name)))
              .limit(replication().synchronousStandbys())
              .toList();
    }
    server.synchronousStandbys(streaming);
    store().synchronous(new Synchronous(Optional.of(node.name()), streaming));
  }

  private boolean isSynchronous() {
    return replication().mode() != Replication.Mode.ASYNCHRONOUS;
  }

  private Replication replication() {
    return cluster.plan().replication();
  }

  private AgentPlan plan() {
    return cluster.plan().agent();
  }

  private ToyStore store() {
    return cluster.store();
  }
}
