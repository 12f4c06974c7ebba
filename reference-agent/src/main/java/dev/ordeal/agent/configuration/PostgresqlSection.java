package dev.ordeal.agent.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Section {@code postgresql}, but for what {@code DynamicSettings} holds of it.
 *
 * @param listen where the server listens, port 5432 unless said otherwise
 * @param connectAddress where others reach it
 * @param proxyAddress where clients reach it through a proxy of this node
 * @param configDirectory where {@code postgresql.conf} lies; the data directory unless said
 *     otherwise
 * @param configBaseName {@code postgresql}
 * @param binDirectory where the server's programs are; absent means the search path
 * @param binNames program → another name for it
 * @param database that the agent connects to
 * @param passwordFile that the agent writes for replication
 * @param rewind is the superuser unless said otherwise
 * @param customConf a file that {@code postgresql.conf} includes instead of the original one
 * @param callbacks {@code on_start} and the like → command
 * @param createReplicaMethods names, in the order in which they are tried
 * @param replicaMethods the methods among them that are not {@code basebackup}
 * @param baseBackupOptions words for {@code pg_basebackup}
 */
public record PostgresqlSection(
    ListenAddress listen,
    HostAndPort connectAddress,
    Optional<HostAndPort> proxyAddress,
    Path dataDirectory,
    Path configDirectory,
    String configBaseName,
    Optional<Path> binDirectory,
    SortedMap<String, String> binNames,
    String database,
    Path passwordFile,
    boolean useUnixSocket,
    boolean useUnixSocketForReplication,
    ServerUser superuser,
    ServerUser replication,
    ServerUser rewind,
    Optional<Path> customConf,
    Duration pgCtlTimeout,
    SortedMap<String, String> callbacks,
    List<String> createReplicaMethods,
    SortedMap<String, CustomMethod> replicaMethods,
    List<String> baseBackupOptions,
    Optional<String> prePromote,
    Optional<String> beforeStop,
    Optional<String> kerberosServiceName) {
  static final int PORT = 5432;

  /** The programs whose names can be changed. */
  public static final List<String> PROGRAMS =
      List.of(
          "pg_ctl",
          "initdb",
          "pg_controldata",
          "pg_basebackup",
          "postgres",
          "pg_isready",
          "pg_rewind");

  public PostgresqlSection {
    binNames = Collections.unmodifiableSortedMap(new TreeMap<>(binNames));
    callbacks = Collections.unmodifiableSortedMap(new TreeMap<>(callbacks));
    createReplicaMethods = List.copyOf(createReplicaMethods);
    replicaMethods = Collections.unmodifiableSortedMap(new TreeMap<>(replicaMethods));
    baseBackupOptions = List.copyOf(baseBackupOptions);
  }

  /** The program to run: its path, or its bare name where it is to be searched for. */
  public String program(String name) {
    String called = binNames.getOrDefault(name, name);
    return binDirectory.map(directory -> directory.resolve(called).toString()).orElse(called);
  }

  /** The member's {@code conn_url}, without credentials. */
  public String url() {
    return "postgres://" + connectAddress + "/" + database;
  }

  /** The member's {@code proxy_url}. */
  public Optional<String> proxyUrl() {
    return proxyAddress.map(address -> "postgres://" + address + "/" + database);
  }

  /**
   * Empty, with a problem noted, where what must be there is not.
   *
   * @param home of the user, for the password file
   */
  static Optional<PostgresqlSection> of(Section section, Path home) {
    if (!section.has("listen")) {
      section.missing("listen", "host:port of the server");
    }
    Optional<ListenAddress> listen = section.listenAddress("listen", PORT);
    Optional<Path> data = section.path("data_dir");
    if (!section.has("data_dir")) {
      section.missing("data_dir", "the server's data directory");
    }
    Section users = section.section("authentication");
    if (users.section("replication").text("username").isEmpty()) {
      users.section("replication").missing("username", "the user by whom replicas stream");
    }
    Optional<HostAndPort> connect =
        section
            .address("connect_address", PORT)
            .or(() -> listen.map(address -> new HostAndPort(address.localHost(), address.port())));
    if (listen.isEmpty() || data.isEmpty() || connect.isEmpty()) {
      return Optional.empty();
    }
    List<String> methods = methods(section);
    ServerUser superuser = ServerUser.of(users.section("superuser"));
    return Optional.of(
        new PostgresqlSection(
            listen.get(),
            connect.get(),
            section.address("proxy_address", PORT),
            data.get(),
            section.path("config_dir").orElse(data.get()),
            section.text("config_base_name", "postgresql"),
            section.path("bin_dir"),
            section.textsByName("bin_name"),
            section.text("database", "postgres"),
            section.path("pgpass").orElse(home.resolve("pgpass")),
            section.truth("use_unix_socket", false),
            section.truth("use_unix_socket_repl", false),
            superuser,
            ServerUser.of(users.section("replication")),
            users.has("rewind") ? ServerUser.of(users.section("rewind")) : superuser,
            section.path("custom_conf"),
            section.seconds("pg_ctl_timeout").orElse(Duration.ofSeconds(60)),
            section.textsByName("callbacks"),
            methods,
            customMethods(section, methods),
            baseBackupOptions(section),
            section.text("pre_promote"),
            section.text("before_stop"),
            section.text("krbsrvname")));
  }

  private static List<String> methods(Section section) {
    List<String> methods = new ArrayList<>(section.texts("create_replica_methods"));
    if (methods.isEmpty()) {
      methods.addAll(section.texts("create_replica_method"));
    }
    return methods.isEmpty() ? List.of("basebackup") : methods;
  }

  private static SortedMap<String, CustomMethod> customMethods(
      Section section, List<String> names) {
    SortedMap<String, CustomMethod> methods = new TreeMap<>();
    for (String name : names) {
      if (!name.equals("basebackup")) {
        Section method = section.section(name);
        // Without a command of its own a method is called as it is named.
        methods.put(name, CustomMethod.of(name, method, method.text("command", name)));
      }
    }
    return methods;
  }

  private static List<String> baseBackupOptions(Section section) {
    return OptionWords.of(section, "basebackup", OptionWords.NOT_FOR_BASEBACKUP).stream()
        .filter(word -> !isClientCompression(word))
        .toList();
  }

  /** Compression by the client makes no data directory; {@code --compress=server-…} is allowed. */
  private static boolean isClientCompression(String word) {
    return word.startsWith("--compress") && !word.startsWith("--compress=server-");
  }
}
