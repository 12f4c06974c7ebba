package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.configuration.ConnectionWords;
import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.configuration.HostAndPort;
import dev.ordeal.agent.configuration.ShellWords;
import dev.ordeal.agent.cycle.PortFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * How a cluster begins: its data directory by initdb or by a method of the user's own, and what is
 * done once its server takes writes (contract, section 7.1).
 */
final class NewCluster {
  private static final Duration LONG = Duration.ofHours(12);
  private static final Duration SHORT = Duration.ofMinutes(10);

  private final ServerSettings settings;
  private final DataDirectory directory;
  private final LocalAddress address;
  private final BootstrapSection bootstrap;

  NewCluster(ServerSettings settings, DataDirectory directory, LocalAddress address) {
    this.settings = settings;
    this.directory = directory;
    this.address = address;
    this.bootstrap = settings.bootstrap();
  }

  /** What takes initdb's place; empty where nothing does. */
  Optional<CustomMethod> custom() {
    return bootstrap.custom();
  }

  /** Makes the data directory; long. A copy that never wrote anything may have left its mark. */
  void make() {
    directory.unfinished().end();
    if (custom().isPresent()) {
      Command.must(
          custom()
              .get()
              .words(List.of("--scope=" + settings.scope(), "--datadir=" + directory.path())),
          Map.of(),
          LONG);
    } else {
      initialize();
    }
    appendHostRules();
  }

  private void initialize() {
    try {
      Path password = Files.createTempFile("ordeal-agent", ".pw");
      try {
        Files.writeString(password, settings.superuser().password().orElse("") + "\n");
        List<String> words = new ArrayList<>();
        words.add(settings.tool("initdb").toString());
        words.add("--pgdata=" + directory.path());
        words.add("--username=" + settings.superuser().name());
        if (settings.superuser().password().isPresent()) {
          words.add("--pwfile=" + password);
        }
        words.addAll(bootstrap.initdbOptions());
        Command.must(words, Map.of(), SHORT);
      } finally {
        Files.deleteIfExists(password);
      }
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write initdb's password file: " + e, e);
    }
  }

  /** Rules that the cluster is born with; {@code postgresql.pg_hba} replaces them as a whole. */
  void appendHostRules() {
    if (bootstrap.hba().isEmpty()) {
      return;
    }
    Path rules = directory.path().resolve("pg_hba.conf");
    try {
      Files.writeString(
          rules,
          "\n" + String.join("\n", bootstrap.hba()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write " + rules + ": " + e, e);
    }
  }

  /** Whether the server turns the superuser away: a restored one has passwords of its own time. */
  static boolean isTurnedAway(SQLException e) {
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    return state.startsWith("28") || state.equals("08004");
  }

  /**
   * Gives the superuser its password in the stopped server, which nobody else can reach meanwhile.
   *
   * @param commandLine what the server is started with
   */
  void setSuperuserPassword(List<String> commandLine) {
    List<String> words = new ArrayList<>();
    words.add(settings.tool("postgres").toString());
    words.add("--single");
    words.add("-D");
    words.add(directory.path().toString());
    words.addAll(commandLine);
    words.add("template1");
    // One of the two fails, which does no harm; the login that follows tells whether both did.
    String statements =
        Roles.create(settings.superuser(), "SUPERUSER")
            + "\n"
            + Roles.alter(settings.superuser(), "SUPERUSER")
            + "\n";
    Command.run(words, Map.of(), SHORT, statements);
  }

  /** The user's own step, then the roles by which others copy, stream and rewind. */
  void finish(LocalSession session) throws SQLException {
    bootstrap.postBootstrap().ifPresent(this::runPostBootstrap);
    if (!isSuperuser(settings.replication())) {
      ensure(session, settings.replication(), "REPLICATION");
    }
    if (!isSuperuser(settings.rewind())) {
      if (!settings.rewind().name().equals(settings.replication().name())) {
        ensure(session, settings.rewind(), "");
      }
      for (String grant : Roles.rewindGrants(settings.rewind())) {
        session.execute(grant);
      }
    }
  }

  private boolean isSuperuser(ServerSettings.User user) {
    return user.name().equals(settings.superuser().name());
  }

  private static void ensure(LocalSession session, ServerSettings.User user, String attributes)
      throws SQLException {
    boolean there =
        !session.text("SELECT 1 FROM pg_roles WHERE rolname = ?", user.name()).isEmpty();
    session.execute(there ? Roles.alter(user, attributes) : Roles.create(user, attributes));
  }

  private void runPostBootstrap(String command) {
    List<String> words = new ArrayList<>(ShellWords.of(command));
    words.add(ConnectionWords.text(connection()));
    ServerSettings.User user = settings.superuser();
    String line =
        ConnectionWords.passwordLine(
            new HostAndPort("*", settings.port()), user.name(), user.password().orElse(""));
    try {
      ConfigurationFiles.replace(settings.pgpass(), line + "\n");
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write " + settings.pgpass() + ": " + e, e);
    }
    Map<String, String> variables = new TreeMap<>();
    variables.put("PGPASSFILE", settings.pgpass().toString());
    variables.put("PGOPTIONS", "-c synchronous_commit=local -c statement_timeout=0");
    Command.must(words, variables, LONG);
  }

  private SequencedMap<String, String> connection() {
    SequencedMap<String, String> words = new TreeMap<>(settings.superuser().connection());
    words.put("host", address.host());
    words.put("port", Integer.toString(settings.port()));
    words.put("user", settings.superuser().name());
    words.put("dbname", settings.database());
    return words;
  }
}
