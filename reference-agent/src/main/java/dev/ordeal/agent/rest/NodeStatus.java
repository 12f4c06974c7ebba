package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Role;
import dev.ordeal.world.Moment;
import java.util.Optional;

/**
 * This node in the words of the contract.
 *
 * @param name of this member
 * @param asked whether the server was asked just now
 * @param answer what it said; empty when it did not answer
 */
record NodeStatus(
    String name, NodeSnapshot snapshot, boolean asked, Optional<ServerStatus> answer, Moment now) {

  /** A node whose server was asked. */
  static NodeStatus answered(
      String name, NodeSnapshot snapshot, Optional<ServerStatus> answer, Moment now) {
    return new NodeStatus(name, snapshot, true, answer, now);
  }

  /** A node as it was last published. */
  static NodeStatus published(String name, NodeSnapshot snapshot, Moment now) {
    return new NodeStatus(name, snapshot, false, Optional.empty(), now);
  }

  /** The store as it was read last; what is older than the lease counts as not known. */
  Optional<StoreView> view() {
    return snapshot
        .store()
        .filter(view ->
            snapshot.storeReachable()
                || now.since(snapshot.storeReadAt()).compareTo(snapshot.settings().timeToLive())
                    < 0);
  }

  /** Whether it makes sense to ask the server at all. */
  static boolean mayAnswer(ServerState state) {
    return switch (state) {
      case RUNNING, RESTARTING, STARTING -> true;
      default -> false;
    };
  }

  /** Whether the server runs, and answers if it was asked. */
  boolean isRunning() {
    return snapshot.server().isRunning() && !(asked && answer.isEmpty());
  }

  /** The word for {@code state}: {@code unknown} for a server that should answer and does not. */
  String state() {
    ServerState state = snapshot.server().state();
    return state == ServerState.RUNNING && !isRunning() ? "unknown" : state.word();
  }

  /** The word for {@code role}, by the server's answer; the remembered one where there is none. */
  String role() {
    return answer.map(server -> roleOf(snapshot, server.role())).orElse(snapshot.role());
  }

  /** The word for {@code role} of a server that says {@code role} of itself. */
  static String roleOf(NodeSnapshot snapshot, Role role) {
    if (role == Role.PRIMARY) {
      return "primary";
    }
    boolean leadsStandbys =
        snapshot.settings().standbyCluster().isPresent()
            && snapshot.role().equals("standby_leader");
    return leadsStandbys ? "standby_leader" : "replica";
  }

  boolean isSyncStandby() {
    return isInSync() && !snapshot.settings().isQuorum();
  }

  boolean isQuorumStandby() {
    return isInSync() && snapshot.settings().isQuorum();
  }

  private boolean isInSync() {
    return snapshot.settings().isSynchronous()
        && snapshot.settings().standbyCluster().isEmpty()
        && view().filter(view -> view.sync().isStandby(name)).isPresent();
  }

  boolean isUnlocked() {
    return view().flatMap(StoreView::leader).isEmpty();
  }
}
