package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.names.Lsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of servers for tests. */
final class Servers {
  private Servers() {}

  /** A server whose files and tools all lie in {@code folder}. */
  static ServerSettings in(Path folder, BootstrapSection bootstrap) {
    var user = new ServerSettings.User("postgres", Optional.of("secret"), new TreeMap<>());
    return new ServerSettings(
        "orders",
        "node1",
        folder.resolve("data"),
        folder.resolve("bin"),
        "127.0.0.1",
        5432,
        "localhost",
        false,
        folder.resolve("pgpass"),
        "postgres",
        user,
        user,
        user,
        Optional.empty(),
        List.of("basebackup"),
        Map.of(),
        List.of(),
        Map.of(),
        bootstrap,
        Optional.empty(),
        Optional.empty());
  }

  /** A method that runs {@code command}. */
  static BootstrapSection by(
      String command, boolean keepsRecovery, Map<String, String> recovery, String... hba) {
    return new BootstrapSection(
        Map.of(),
        List.of(),
        Optional.of(
            new CustomMethod(
                "restore",
                command,
                false,
                false,
                false,
                keepsRecovery,
                new TreeMap<>(recovery),
                List.of("--stanza=main"))),
        List.of(hba),
        Optional.empty(),
        false);
  }

  /**
   * From now on no password file can be written beside {@code folder}'s, which comes last of all
   * files.
   *
   * @return what is in the way: it may be deleted
   */
  static Path noPasswordCanBeWritten(Path folder) throws IOException {
    return Files.createDirectories(folder.resolve("pgpass.new/in-the-way"));
  }

  /** A replica as its key in the store shows it. */
  static Member member(String name, Map<String, Object> tags) {
    return new Member(
        name,
        "postgres://" + name + ":5432/postgres",
        "http://" + name + ":8008/patroni",
        "running",
        "replica",
        "4.1.5",
        new Tags(tags),
        Optional.of(new Lsn(900)),
        Optional.of("streaming"),
        Optional.of(1),
        true,
        false);
  }
}
