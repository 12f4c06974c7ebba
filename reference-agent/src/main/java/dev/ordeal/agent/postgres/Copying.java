package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ConnectionWords;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.RemotePrimary;
import dev.ordeal.agent.policy.Upstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a data directory comes from: initdb, a copy, a rewind (contract, sections 6 and 7). */
final class Copying {
  private static final Duration LONG = Duration.ofHours(12);
  private final ServerSettings settings;
  private final DataDirectory directory;

  Copying(ServerSettings settings, DataDirectory directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Runs initdb. */
  void initialize() {
    Path password = null;
    try {
      password = Files.createTempFile("ordeal-agent", ".pw");
      Files.writeString(password, settings.superuser().password().orElse("") + "\n");
      List<String> words = new ArrayList<>();
      words.add(settings.tool("initdb").toString());
      words.add("--pgdata=" + directory.path());
      words.add("--username=" + settings.superuser().name());
      if (settings.superuser().password().isPresent()) {
        words.add("--pwfile=" + password);
      }
      words.addAll(settings.initdbOptions());
      Command.must(words, Map.of(), Duration.ofMinutes(10));
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write initdb's password file: " + e, e);
    } finally {
      delete(password);
    }
  }

  /** Creates the roles that the contract asks for, and runs the user's own step. */
  void createUsers(LocalSession session) throws SQLException {
    for (ServerSettings.User user : List.of(settings.replication(), settings.rewind())) {
      if (!user.name().equals(settings.superuser().name())) {
        session.execute(Roles.create(user, user.equals(settings.replication())));
      }
    }
    if (!settings.rewind().name().equals(settings.superuser().name())) {
      for (String grant : Roles.rewindGrants(settings.rewind())) {
        session.execute(grant);
      }
    }
    settings
        .postBootstrap()
        .ifPresent(command -> {
          List<String> words = new ArrayList<>(List.of(command.strip().split("\\s+")));
          words.add(
              "host="
                  + settings.localHost()
                  + " port="
                  + settings.port()
                  + " user="
                  + settings.superuser().name()
                  + " dbname="
                  + settings.database());
          Command.must(words, passwordOf(settings.superuser()), Duration.ofMinutes(10));
        });
  }

  /** Copies a member, by the configured methods. */
  void copyFrom(Member source) {
    URI address = URI.create(source.connectUrl());
    copyFrom(
        settings.replicaMethods(),
        Optional.of(connection(address.getHost(), port(address), settings.replication())));
  }

  /** Copies what a standby cluster follows, by its own methods. */
  void copyFrom(StandbyCluster remote) {
    List<String> own = remote.createReplicaMethods();
    copyFrom(
        own.isEmpty() ? List.of("basebackup") : own,
        RemotePrimary.of(remote)
            .map(each -> connection(each.host(), each.port(), settings.replication())));
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
        if (method.equals("basebackup")) {
          baseBackup(source);
        } else {
          own(method, source);
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

  private void own(String method, Optional<SortedMap<String, String>> source) {
    Map<String, String> options =
        new LinkedHashMap<>(settings.ownMethods().getOrDefault(method, Map.of()));
    String command = Optional.ofNullable(options.remove("command")).orElse(method);
    boolean keep = "true".equals(options.remove("keep_data"));
    boolean bare = "true".equals(options.remove("no_params"));
    options.remove("no_leader");
    if (!keep) {
      directory.empty();
    }
    List<String> words = new ArrayList<>(List.of(command.strip().split("\\s+")));
    options.forEach((name, value) -> words.add("--" + name + "=" + value));
    if (!bare) {
      words.add("--scope=" + settings.scope());
      words.add("--role=replica");
      words.add("--datadir=" + directory.path());
      source.ifPresent(each -> words.add("--connstring=" + ConnectionWords.text(each)));
    }
    Command.must(words, passwordOf(settings.replication()), LONG);
  }

  /**
   * Runs pg_rewind, which recovers a crashed server by itself first and says so when there is
   * nothing to rewind.
   */
  void rewind(Upstream leader) {
    SortedMap<String, String> source = connection(leader.host(), leader.port(), settings.rewind());
    source.put(ConnectionWords.WHICH_SERVER, "read-write");
    Command.must(
        List.of(
            settings.tool("pg_rewind").toString(),
            "--target-pgdata=" + directory.path(),
            "--source-server=" + ConnectionWords.text(source)),
        passwordOf(settings.rewind()),
        LONG);
  }

  private SortedMap<String, String> connection(String host, int port, ServerSettings.User user) {
    SortedMap<String, String> words = new TreeMap<>(user.connection());
    words.put("host", host);
    words.put("port", Integer.toString(port));
    words.put("user", user.name());
    words.put("dbname", settings.database());
    words.put("connect_timeout", "5");
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

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It lies in the temporary directory with mode 0600.
      }
    }
  }
}
