package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ConnectionWords;
import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the data directory of a replica comes from: a copy, a rewind (contract, 6 and 7.2). */
final class Copying {
  private static final Duration LONG = Duration.ofHours(12);
  private final ServerSettings settings;
  private final DataDirectory directory;

  Copying(ServerSettings settings, DataDirectory directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Tries the configured methods in their order. */
  void copyFrom(Member source) {
    PortFailure last = new PortFailure.Refused("no method to create a replica is configured");
    for (String method : settings.replicaMethods()) {
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

  private void baseBackup(Member source) {
    directory.empty();
    URI address = URI.create(source.connectUrl());
    SortedMap<String, String> target =
        connection(address.getHost(), port(address), settings.replication());
    List<String> words = new ArrayList<>();
    words.add(settings.tool("pg_basebackup").toString());
    words.add("--pgdata=" + directory.path());
    words.add("-X");
    words.add("stream");
    words.add("--dbname=" + ConnectionWords.text(target));
    words.addAll(settings.baseBackupOptions());
    Command.must(words, passwordOf(settings.replication()), LONG);
  }

  private void own(CustomMethod method, Member source) {
    if (!method.keepData()) {
      directory.empty();
    }
    URI address = URI.create(source.connectUrl());
    List<String> words =
        method.words(
            List.of(
                "--scope=" + settings.scope(),
                "--role=replica",
                "--datadir=" + directory.path(),
                "--connstring="
                    + ConnectionWords.text(
                        connection(address.getHost(), port(address), settings.replication()))));
    Command.must(words, passwordOf(settings.replication()), LONG);
  }

  /**
   * Runs pg_rewind, which recovers a crashed server by itself first and says so when there is
   * nothing to rewind.
   */
  void rewind(Upstream leader) {
    SortedMap<String, String> source = connection(leader.host(), leader.port(), settings.rewind());
    source.put("target_session_attrs", "read-write");
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
    return words;
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? 5432 : address.getPort();
  }

  private static Map<String, String> passwordOf(ServerSettings.User user) {
    return user.password().map(password -> Map.of("PGPASSWORD", password)).orElse(Map.of());
  }
}
