package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.ServerState;

/**
 * In which state the server is, and whether it was asked to stop: one that ends unasked has
 * crashed. Whatever task works on the server writes it, and all read it.
 */
final class CurrentState {
  private volatile ServerState state = ServerState.STOPPED;
  private volatile boolean stopAsked = true;

  ServerState get() {
    return state;
  }

  void become(ServerState next) {
    state = next;
  }

  /** It is about to be started, or was found running; it has not answered yet. */
  void starting(ServerState as) {
    state = as;
    stopAsked = false;
  }

  /** One that is about to stop may answer a last time. */
  void answered() {
    if (state != ServerState.STOPPING) {
      state = unlessPassing(ServerState.RUNNING);
      stopAsked = false;
    }
  }

  void stopping() {
    stopAsked = true;
    state = ServerState.STOPPING;
  }

  /** Its data directory is replaced by a copy, for which it has to be down. */
  void creatingReplica() {
    state = ServerState.CREATING_REPLICA;
    stopAsked = true;
  }

  /**
   * Its process was found not to be there.
   *
   * @param cleanly whether the control file says that it was stopped
   */
  void ended(boolean cleanly) {
    if (!hasFailed()) {
      state = stopAsked || cleanly ? ServerState.STOPPED : ServerState.CRASHED;
    }
  }

  /** A server that stops, or recovers into a new cluster, is not yet what it seems to be. */
  ServerState unlessPassing(ServerState otherwise) {
    return switch (state) {
      case STOPPING, BOOTSTRAP_STARTING -> state;
      default -> otherwise;
    };
  }

  /** Whether its data are being made: that no process of it runs tells nothing then. */
  boolean isBeingMade() {
    return switch (state) {
      case CREATING_REPLICA, INITIALIZING, CUSTOM_BOOTSTRAP, BOOTSTRAP_STARTING -> true;
      default -> false;
    };
  }

  private boolean hasFailed() {
    return switch (state) {
      case START_FAILED, INITDB_FAILED, CUSTOM_BOOTSTRAP_FAILED -> true;
      default -> false;
    };
  }
}
