package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ConnectionWords;
import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.RemotePrimary;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the data directory of a replica comes from: a copy, a rewind (contract, 6 and 7.2). */
final class Copying {
  private static final Duration LONG = Duration.ofHours(12);

  /** What pg_rewind says right before it writes anything. */
  private static final String REWIND_WRITES = "rewinding from last common checkpoint";

  /**
   * A peer that has lost its power says nothing more, and both tools would wait for it for hours:
   * what it does not acknowledge within 15 s ends them (libpq, connection control functions).
   */
  private static final Map<String, String> ENDS_WITH_ITS_PEER =
      Map.of(
          "keepalives_idle", "5",
          "keepalives_interval", "5",
          "keepalives_count", "2",
          "tcp_user_timeout", "15000");

  private final ServerSettings settings;
  private final DataDirectory directory;
  private final CurrentState state;

  Copying(ServerSettings settings, DataDirectory directory, CurrentState state) {
    this.settings = settings;
    this.directory = directory;
    this.state = state;
  }

  /** Copies a member, by the configured methods. */
  void copyFrom(Member source) {
    creatingReplica(() -> {
      URI address = URI.create(source.connectUrl());
      copyFrom(
          settings.replicaMethods(),
          Optional.of(connection(address.getHost(), port(address), settings.replication())));
    });
  }

  /** Copies what a standby cluster follows, by its own methods. */
  void copyFrom(StandbyCluster remote) {
    creatingReplica(() -> {
      List<String> own = remote.createReplicaMethods();
      copyFrom(
          own.isEmpty() ? List.of("basebackup") : own,
          RemotePrimary.of(remote)
              .map(each -> connection(each.host(), each.port(), settings.replication())));
    });
  }

  private void creatingReplica(Runnable copy) {
    state.creatingReplica();
    try {
      directory.unfinished().begin("a copy");
      copy.run();
      directory.unfinished().end();
    } finally {
      state.become(ServerState.STOPPED);
    }
  }

  /**
   * Tries the methods in their order.
   *
   * @param source how it is reached; empty where there is nothing but an archive
   */
  private void copyFrom(List<String> methods, Optional<SortedMap<String, String>> source) {
    PortFailure last = new PortFailure.Refused("no method to create a replica is configured");
    for (String method : methods) {
      try {
        CustomMethod custom = settings.ownMethods().get(method);
        if (custom == null) {
          baseBackup(source);
        } else {
          own(custom, source);
        }
        return;
      } catch (PortFailure e) {
        last = e;
      }
    }
    throw last;
  }

  private void baseBackup(Optional<SortedMap<String, String>> source) {
    if (source.isEmpty()) {
      throw new PortFailure.Refused("pg_basebackup needs a host to copy from");
    }
    directory.empty();
    List<String> words = new ArrayList<>();
    words.add(settings.tool("pg_basebackup").toString());
    words.add("--pgdata=" + directory.path());
    words.add("-X");
    words.add("stream");
    words.add("--dbname=" + ConnectionWords.text(source.get()));
    words.addAll(settings.baseBackupOptions());
    Command.must(words, passwordOf(settings.replication()), LONG);
  }

  private void own(CustomMethod method, Optional<SortedMap<String, String>> source) {
    if (!method.keepData()) {
      directory.empty();
    }
    List<String> own =
        new ArrayList<>(
            List.of(
                "--scope=" + settings.scope(), "--role=replica", "--datadir=" + directory.path()));
    source.ifPresent(each -> own.add("--connstring=" + ConnectionWords.text(each)));
    List<String> words = method.words(own);
    Command.must(words, passwordOf(settings.replication()), LONG);
  }

  /**
   * Runs pg_rewind, which recovers a crashed server by itself first and says so when there is
   * nothing to rewind. Where it was broken off while it wrote, the mark of that stays.
   */
  void rewind(Upstream leader) {
    SortedMap<String, String> source = connection(leader.host(), leader.port(), settings.rewind());
    source.put(ConnectionWords.WHICH_SERVER, "read-write");
    List<String> words =
        List.of(
            settings.tool("pg_rewind").toString(),
            "--target-pgdata=" + directory.path(),
            "--source-server=" + ConnectionWords.text(source));
    directory.unfinished().begin("pg_rewind from " + leader.name());
    Command.Result result = Command.run(words, passwordOf(settings.rewind()), LONG);
    if (result.ok() || !result.output().contains(REWIND_WRITES)) {
      directory.unfinished().end();
    }
    Command.mustBeOk(words, result);
  }

  private SortedMap<String, String> connection(String host, int port, ServerSettings.User user) {
    SortedMap<String, String> words = new TreeMap<>(user.connection());
    words.put("host", host);
    words.put("port", Integer.toString(port));
    words.put("user", user.name());
    words.put("dbname", settings.database());
    words.put("connect_timeout", "5");
    words.putAll(ENDS_WITH_ITS_PEER);
    if (host.contains(",")) {
      words.put(ConnectionWords.WHICH_SERVER, "read-write");
    }
    return words;
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? 5432 : address.getPort();
  }

  private static Map<String, String> passwordOf(ServerSettings.User user) {
    return user.password().map(password -> Map.of("PGPASSWORD", password)).orElse(Map.of());
  }
}
