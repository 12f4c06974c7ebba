package dev.ordeal.simulation.agent;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.simulation.postgres.SimulatedServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The settings that the agent gives its server: it writes the files, and has them read. */
final class ServerConfiguration {
  private static final List<String> NEEDS_RESTART =
      List.of(
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_replication_slots",
          "max_wal_senders",
          "max_worker_processes",
          "shared_buffers",
          "wal_level",
          "wal_log_hints");

  private final SimulatedServer server;
  private DynamicSettings dynamic = DynamicSettings.DEFAULTS;
  private Optional<String> synchronousNames = Optional.empty();

  ServerConfiguration(SimulatedServer server) {
    this.server = server;
  }

  /** The dynamic settings that hold now. */
  DynamicSettings dynamic() {
    return dynamic;
  }

  void configure(DynamicSettings settings) {
    dynamic = settings;
    if (server.data().hasCluster() && server.isAlive()) {
      synchronousNames =
          synchronousNames.or(() -> Optional.of(server.data().files().synchronousNames()));
      follow(server.data().files().upstream());
    }
  }

  void setSynchronousNames(String names) {
    synchronousNames = Optional.of(names);
    follow(server.data().files().upstream());
  }

  /** Writes whom the server streams from, and has it read that where anything is new. */
  void follow(Optional<Upstream> upstream) {
    if (write(upstream) && server.isAlive()) {
      server.reload();
    }
  }

  /** Writes all files; whether anything is new. The server reads them when it is told to. */
  boolean write(Optional<Upstream> upstream) {
    String names = dynamic.isSynchronous() ? synchronousNames.orElse("") : "";
    return server.data().files().write(dynamic.parameters(), upstream, names);
  }

  /** What differs from what the server was started with, and cannot be changed while it runs. */
  Map<String, Map<String, String>> pendingRestart() {
    Map<String, Map<String, String>> pending = new LinkedHashMap<>();
    if (server.isAlive()) {
      SortedMap<String, String> old = server.startedWith();
      for (String parameter : NEEDS_RESTART) {
        String before = old.getOrDefault(parameter, "?");
        String now = dynamic.parameters().getOrDefault(parameter, before);
        if (!before.equals(now)) {
          Map<String, String> change = new LinkedHashMap<>();
          change.put("old_value", before);
          change.put("new_value", now);
          pending.put(parameter, change);
        }
      }
    }
    return pending;
  }
}
