package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the server: its files, its process, and the wait until it takes connections. */
final class Starting {
  private final ServerParts parts;
  private final ConfigurationReload reload;

  Starting(ServerParts parts, ConfigurationReload reload) {
    this.parts = parts;
    this.reload = reload;
  }

  void asPrimary(Duration limit) {
    mustBeDown();
    parts.configuration().streamFrom(Optional.empty());
    start(false, limit);
  }

  void asReplica(Optional<Upstream> source, Duration limit) {
    mustBeDown();
    parts.configuration().streamFrom(source);
    parts
        .controlFile()
        .read()
        .ifPresent(control ->
            parts.directory().freeTimelines(control.latestTimeline(), control.position()));
    start(true, limit);
  }

  /** A second one would fail by itself, but with its process we would lose the first one's. */
  private void mustBeDown() {
    if (parts.postmaster().isAlive()) {
      throw new PortFailure.Refused("the server runs already");
    }
  }

  /** Starts a server that is down, as it is configured. */
  void start(boolean replica, Duration limit) {
    parts.postmaster().forgetTheDead(parts.configuration().socketLocks());
    parts.configuration().writeStandbySignal(replica);
    parts.configuration().write(replica);
    launch(replica ? parts.controlFile().read() : Optional.empty(), ServerState.STARTING, limit);
    parts.state().become(ServerState.RUNNING);
    parts.callbacks().run("on_start", replica ? "replica" : "primary");
  }

  /**
   * Runs the server until it takes connections.
   *
   * @param control of one that recovers: it may not start with less than its primary had
   */
  void launch(Optional<ControlData> control, ServerState starting, Duration limit) {
    List<String> words = new ArrayList<>();
    words.add(parts.settings().tool("postgres").toString());
    words.add("-D");
    words.add(parts.directory().path().toString());
    words.addAll(parts.configuration().commandLine(control));
    reload.serverStarts();
    parts.state().starting(starting);
    parts.postmaster().start(words);
    Moment end = parts.world().monotonic().plus(limit);
    while (!parts.postmaster().takesConnections()) {
      if (!parts.postmaster().isAlive()) {
        parts.state().become(ServerState.START_FAILED);
        throw new PortFailure.Refused("the server ended while it was starting");
      }
      if (parts.world().monotonic().isAfter(end)) {
        throw new PortFailure.Unavailable("the server is still starting");
      }
      parts.lookAgainLater();
    }
  }
}
