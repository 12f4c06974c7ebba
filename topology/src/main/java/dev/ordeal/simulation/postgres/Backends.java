package dev.ordeal.simulation.postgres;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The backends that serve clients, of which there are {@code max_connections} at most. */
final class Backends {
  private static final int DEFAULT_CONNECTIONS = 100;

  private final int limit;
  private final Set<Backend> all = new LinkedHashSet<>();

  Backends(Optional<String> maximumConnections) {
    this.limit = maximumConnections.map(Integer::valueOf).orElse(DEFAULT_CONNECTIONS);
  }

  /** Whether one more session may begin. */
  Result admit(Backend backend, Phase phase) {
    if (!phase.takesConnections()) {
      return new Result.Ended(
          "57P03",
          phase == Phase.STOPPING
              ? "the database system is shutting down"
              : "the database system is starting up");
    }
    if (all.size() >= limit) {
      return new Result.Ended("53300", "sorry, too many clients already");
    }
    all.add(backend);
    return new Result.Ready();
  }

  void forget(Backend backend) {
    all.remove(backend);
  }

  /** Whether a client has a session. */
  boolean any() {
    return !all.isEmpty();
  }

  /** All sessions end, with that SQLSTATE. */
  void end(String state, String message) {
    List<Backend> ended = List.copyOf(all);
    all.clear();
    ended.forEach(backend -> backend.end(state, message));
  }
}
