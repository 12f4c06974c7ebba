package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.configuration.CustomMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The server of this node, from the local configuration.
 *
 * @param scope the cluster's name, {@code cluster_name}
 * @param name of this member, its application_name
 * @param listenAddresses {@code listen_addresses}
 * @param port where it listens
 * @param localHost where the agent itself connects by TCP
 * @param useUnixSocket whether it connects by a socket in the file system instead
 * @param pgpass the password file that the agent writes for PostgreSQL's tools
 * @param database that the agent connects to
 * @param replicaMethods in order of trial, {@code basebackup} and names of own ones
 * @param baseBackupOptions further words for pg_basebackup
 * @param callbacks action → command line
 * @param bootstrap how a new cluster begins
 * @param prePromote a command that may forbid a promotion
 * @param beforeStop a command that is run before the server is stopped
 */
public record ServerSettings(
    String scope,
    String name,
    Path dataDirectory,
    Path binaries,
    String listenAddresses,
    int port,
    String localHost,
    boolean useUnixSocket,
    Path pgpass,
    String database,
    User superuser,
    User replication,
    User rewind,
    Optional<String> customConfiguration,
    List<String> replicaMethods,
    Map<String, CustomMethod> ownMethods,
    List<String> baseBackupOptions,
    Map<String, String> callbacks,
    BootstrapSection bootstrap,
    Optional<String> prePromote,
    Optional<String> beforeStop) {

  /** A role that the agent uses; {@code connection} holds sslmode and the like, libpq's names. */
  public record User(String name, Optional<String> password, SortedMap<String, String> connection) {
    public User {
      connection = new TreeMap<>(connection);
    }
  }

  Path tool(String name) {
    return binaries.resolve(name);
  }
}
