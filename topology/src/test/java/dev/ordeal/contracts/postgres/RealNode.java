package dev.ordeal.contracts.postgres;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.postgres.PostgresServer;
import dev.ordeal.agent.postgres.ServerSettings;
import dev.ordeal.contracts.postgres.ServerStory.Commit;
import dev.ordeal.contracts.postgres.ServerStory.Node;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A node of the contract's: a real server beside this process, and the agent's way to it. */
final class RealNode implements Node {
  private static final String HOST = "127.0.0.1";
  private static final Duration AT_ONCE = Duration.ofMillis(2);

  private final World world;
  private final String name;
  private final int port;
  private final Path folder;
  private final Map<String, String> passwords;
  private final List<PostgresServer> agents = new ArrayList<>();

  RealNode(World world, String name, int port, Path folder, Map<String, String> passwords) {
    this.world = world;
    this.name = name;
    this.port = port;
    this.folder = folder;
    this.passwords = passwords;
  }

  /** The data directory. */
  Path data() {
    return folder.resolve(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Postgres postgres() {
    return agents.isEmpty() ? anotherAgent() : agents.getFirst();
  }

  @Override
  public Postgres anotherAgent() {
    PostgresServer agent = new PostgresServer(world, settings());
    agents.add(agent);
    return agent;
  }

  private ServerSettings settings() {
    return new ServerSettings(
        "contract",
        name,
        data(),
        Path.of("/usr/lib/postgresql/bin"),
        HOST,
        port,
        HOST,
        false,
        folder.resolve(name + ".pgpass"),
        "postgres",
        user("postgres", "POSTGRES"),
        user("replicator", "REPLICATOR"),
        user("rewind_user", "REWIND_USER"),
        Optional.empty(),
        List.of("basebackup"),
        Map.of(),
        List.of("--checkpoint=fast"),
        Map.of(),
        new BootstrapSection(
            Map.of(),
            List.of("--data-checksums", "--encoding=UTF8", "--no-sync"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false),
        Optional.empty(),
        Optional.empty());
  }

  private ServerSettings.User user(String role, String password) {
    return new ServerSettings.User(
        role, Optional.ofNullable(passwords.get(password)), new TreeMap<>());
  }

  /** Segments are kept for later use, under later names, but not read any more. */
  @Override
  public boolean removesOldLog() {
    try (Connection session = open(ServerStory.LIMIT);
        Statement statement = session.createStatement()) {
      statement.execute("ALTER SYSTEM SET wal_keep_size = 0");
      statement.execute("SELECT pg_reload_conf()");
      statement.execute("SELECT pg_switch_wal()");
      statement.execute("CHECKPOINT");
      statement.execute("SELECT pg_switch_wal()");
      statement.execute("CHECKPOINT");
      return true;
    } catch (SQLException e) {
      throw new AssertionError(name + " removes no log", e);
    }
  }

  @Override
  public boolean hasHeardOf(int timeline) {
    return Files.exists(data().resolve("pg_wal/%08X.history".formatted(timeline)));
  }

  @Override
  public String host() {
    return HOST;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void createTable() {
    try (Connection session = open(ServerStory.LIMIT);
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TABLE contract (number bigint, id bigserial)");
    } catch (SQLException e) {
      throw new AssertionError(name + " creates no table", e);
    }
  }

  @Override
  public Commit write(long number, Duration limit) {
    try (Connection session = open(limit);
        Statement statement = session.createStatement()) {
      return insert(statement, number);
    } catch (SQLException e) {
      return Commit.REFUSED;
    }
  }

  private static Commit insert(Statement statement, long number) {
    try {
      statement.execute("INSERT INTO contract VALUES (" + number + ")");
      return Commit.ACKNOWLEDGED;
    } catch (SQLException e) {
      boolean lost = e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57");
      return lost ? Commit.UNKNOWN : Commit.REFUSED;
    }
  }

  @Override
  public List<Long> rows() {
    List<Long> rows = new ArrayList<>();
    try (Connection session = open(ServerStory.LIMIT);
        Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery("SELECT number FROM contract ORDER BY id")) {
      while (found.next()) {
        rows.add(found.getLong(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(name + " does not answer", e);
    }
  }

  private Connection open(Duration limit) throws SQLException {
    String seconds = Long.toString(Math.max(1, limit.toSeconds()));
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", passwords.getOrDefault("POSTGRES", ""));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + HOST + ":" + port + "/postgres", properties);
  }

  @Override
  public void kill() {
    kill(processes());
  }

  private void kill(List<ProcessHandle> all) {
    all.forEach(ProcessHandle::destroyForcibly);
    ServerStory.until(world, AT_ONCE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Override
  public void killBackend() {
    process("query LIKE 'INSERT%' AND state = 'active'").destroyForcibly();
  }

  /**
   * The process that replays stands still and is told nothing, as one that has begun to promote and
   * has removed the file which says so.
   */
  @Override
  public void amidPromotion(TaskGroup agent, Runnable promotion) {
    freeze(List.of(process("backend_type = 'startup'")));
    agent.spawn("promotion", promotion);
    Path asked = data().resolve("promote");
    ServerStory.until(world, AT_ONCE, () -> Files.exists(asked));
    RealServers.run("rm", asked.toString());
  }

  /** A child that stands still is killed by the server, after 5 s. */
  @Override
  public void crash() {
    kill(List.of(process("backend_type = 'checkpointer'")));
  }

  /** The one of the server that {@code pg_stat_activity} shows for {@code condition}. */
  private ProcessHandle process(String condition) {
    try (Connection session = open(ServerStory.LIMIT);
        Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE " + condition)) {
      if (!found.next()) {
        throw new AssertionError(name + " has no process of which " + condition);
      }
      return ProcessHandle.of(found.getLong(1)).orElseThrow();
    } catch (SQLException e) {
      throw new AssertionError(name + " does not answer", e);
    }
  }

  @Override
  public void freeze() {
    freeze(processes());
  }

  private static void freeze(List<ProcessHandle> all) {
    List<String> words = new ArrayList<>(List.of("kill", "-STOP"));
    all.forEach(each -> words.add(Long.toString(each.pid())));
    RealServers.run(words.toArray(String[]::new));
  }

  /** The first process before its children, so that it cannot begin any more. */
  private List<ProcessHandle> processes() {
    Optional<ProcessHandle> first =
        agents.stream()
            .flatMap(agent -> agent.process().stream())
            .findFirst()
            .flatMap(ProcessHandle::of);
    return first
        .map(handle -> Stream.concat(Stream.of(handle), handle.descendants()).toList())
        .orElse(List.of());
  }

  void closeSessions() {
    agents.forEach(PostgresServer::close);
  }
}
