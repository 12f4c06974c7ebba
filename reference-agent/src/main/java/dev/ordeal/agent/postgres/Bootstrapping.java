package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a new cluster whose server runs as a primary, from initdb or from a restored backup; what a
 * {@link NewCluster} consists of, brought about in its order.
 */
final class Bootstrapping {
  private static final Duration RECOVERY = Duration.ofDays(1);
  private static final Duration START = Duration.ofSeconds(60);

  private final ServerParts parts;
  private final ConfigurationReload reload;
  private final Starting starting;
  private final Stopping stopping;
  private final NewCluster cluster;

  Bootstrapping(
      ServerParts parts, ConfigurationReload reload, Starting starting, Stopping stopping) {
    this.parts = parts;
    this.reload = reload;
    this.starting = starting;
    this.stopping = stopping;
    this.cluster = new NewCluster(parts.settings(), parts.directory(), parts.address());
  }

  void bootstrap() {
    Optional<CustomMethod> custom = cluster.custom();
    boolean own = custom.isPresent();
    parts.state().become(own ? ServerState.CUSTOM_BOOTSTRAP : ServerState.INITIALIZING);
    parts.configuration().streamFrom(Optional.empty());
    try {
      cluster.make();
      if (own) {
        startRestored(custom.get());
      } else {
        starting.start(false, START);
      }
      cluster.finish(parts.sessions().work());
    } catch (PortFailure e) {
      failed(own);
      throw e;
    } catch (SQLException e) {
      failed(own);
      throw new PortFailure.Refused("cannot create the roles: " + e.getMessage(), e);
    }
  }

  private void failed(boolean own) {
    parts.state().become(own ? ServerState.CUSTOM_BOOTSTRAP_FAILED : ServerState.INITDB_FAILED);
  }

  /** Recovers as the method wants, takes writes, and lets the superuser in. */
  private void startRestored(CustomMethod method) throws SQLException {
    parts.postmaster().forgetTheDead(parts.configuration().socketLocks());
    parts.configuration().writeForRecovery(method);
    starting.launch(parts.controlFile().read(), ServerState.BOOTSTRAP_STARTING, RECOVERY);
    while (!parts.postmaster().takesWrites()) {
      if (!parts.postmaster().isAlive()) {
        throw new PortFailure.Refused("the server ended before its recovery did");
      }
      parts.lookAgainLater();
    }
    try {
      parts.sessions().work().execute("SELECT 1");
    } catch (SQLException e) {
      if (!NewCluster.isTurnedAway(e)) {
        throw e;
      }
      stopping.halt(StopMode.FAST, RECOVERY);
      cluster.setSuperuserPassword(parts.configuration().commandLine(Optional.empty()));
      parts.state().become(ServerState.BOOTSTRAP_STARTING);
    }
    if (parts.postmaster().isAlive()) {
      reload.rewrite(false);
      parts.state().become(ServerState.RUNNING);
      parts.callbacks().run("on_start", "primary");
    } else {
      starting.start(false, START);
    }
  }

  /** Stops what a bootstrap that failed has started, and puts its data out of the way. */
  void abandon() {
    ServerState failed = parts.state().get();
    if (parts.postmaster().isAlive()) {
      stopping.halt(StopMode.IMMEDIATE, Duration.ZERO);
    }
    parts.state().become(failed);
    if (parts.directory().state() != Server.DataDirectory.EMPTY) {
      parts.directory().setAside();
    }
  }
}
