package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ConnectionWords;
import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.configuration.HostAndPort;
import dev.ordeal.agent.configuration.ListenAddress;
import dev.ordeal.agent.configuration.RecoveryParameters;
import dev.ordeal.agent.configuration.ServerParameters;
import dev.ordeal.agent.configuration.ServerUser;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of a data directory that the agent owns (contract, section 1.6). */
final class ConfigurationFiles {
  private static final String BASE_NAME = "postgresql";

  private final ServerSettings settings;
  private final Path directory;
  private final Path main;

  ConfigurationFiles(ServerSettings settings) {
    this.settings = settings;
    this.directory = settings.dataDirectory();
    this.main = directory.resolve(BASE_NAME + ".conf");
  }

  /**
   * Writes all files.
   *
   * @param upstream whom a replica streams from
   * @param replica whether the server is one, or starts as one
   * @param synchronousNames what the agent itself sets; absent where the user decides
   * @return whether any file differs from what it was
   */
  boolean write(
      DynamicSettings dynamic,
      boolean replica,
      Optional<Upstream> upstream,
      Optional<String> synchronousNames) {
    try {
      keepOriginal();
      // What stands on the command line as well: where the original file says something else, the
      // server would believe after a reload that a restart is needed.
      SortedMap<String, String> values = wanted(dynamic, synchronousNames);
      if (replica) {
        values.putAll(recovery(dynamic, upstream));
      }
      String include = settings.customConfiguration().orElse(ServerParameters.baseFile(BASE_NAME));
      boolean changed = replace(main, ServerParameters.text(include, values));
      changed |= lines("pg_hba.conf", dynamic.hba());
      changed |= lines("pg_ident.conf", dynamic.ident());
      upstream.ifPresent(this::writePassword);
      changed |= dropRecoveryFromAutomatic();
      return changed;
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write the server's configuration: " + e, e);
    }
  }

  /**
   * Writes all files for the first start of a data directory that a method of the user's own has
   * made: it recovers as the method says, and takes writes afterwards.
   */
  void writeForRecovery(
      DynamicSettings dynamic, CustomMethod method, Optional<String> synchronousNames) {
    try {
      keepOriginal();
      SortedMap<String, String> values = wanted(dynamic, synchronousNames);
      if (!method.keepExistingRecoveryConf()) {
        values.putAll(RecoveryParameters.ofBootstrap(method.recoveryConf()));
        mark("standby.signal", false);
        mark("recovery.signal", !method.recoveryConf().isEmpty());
        dropRecoveryFromAutomatic();
      }
      String include = settings.customConfiguration().orElse(ServerParameters.baseFile(BASE_NAME));
      replace(main, ServerParameters.text(include, values));
      lines("pg_hba.conf", dynamic.hba());
      lines("pg_ident.conf", dynamic.ident());
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write the server's configuration: " + e, e);
    }
  }

  private boolean dropRecoveryFromAutomatic() throws IOException {
    Path automatic = directory.resolve("postgresql.auto.conf");
    return Files.exists(automatic)
        && replace(automatic, RecoveryParameters.dropFrom(Files.readString(automatic)));
  }

  private void keepOriginal() throws IOException {
    Path base = directory.resolve(ServerParameters.baseFile(BASE_NAME));
    if (Files.exists(base) || settings.customConfiguration().isPresent()) {
      return;
    }
    if (Files.exists(main)) {
      Files.move(main, base, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.createFile(base);
    }
  }

  void writeStandbySignal(boolean wanted) {
    try {
      mark("standby.signal", wanted);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write standby.signal: " + e, e);
    }
  }

  private void mark(String name, boolean wanted) throws IOException {
    Path signal = directory.resolve(name);
    if (!wanted) {
      Files.deleteIfExists(signal);
    } else if (!Files.exists(signal)) {
      Files.createFile(signal);
    }
  }

  /**
   * Words for postgres' command line, which ALTER SYSTEM cannot change.
   *
   * @param control what pg_controldata says, for a replica: it may not start with less than its
   *     primary had
   */
  List<String> commandLine(DynamicSettings dynamic, Optional<ControlData> control) {
    ServerParameters.CommandLine wanted = onCommandLine(dynamic);
    return control
        .map(data -> ServerParameters.ofReplica(wanted, data.lines()))
        .orElse(wanted)
        .words(main);
  }

  /** Everything that is configured, wherever it is written. */
  SortedMap<String, String> wanted(DynamicSettings dynamic, Optional<String> synchronousNames) {
    SortedMap<String, String> wanted = new TreeMap<>(onCommandLine(dynamic).values());
    wanted.putAll(ServerParameters.inFile(dynamic.parameters(), directory, synchronousNames));
    return wanted;
  }

  private ServerParameters.CommandLine onCommandLine(DynamicSettings dynamic) {
    var listen =
        new ListenAddress(List.of(settings.listenAddresses().split(",", -1)), settings.port());
    return ServerParameters.commandLine(dynamic.parameters(), listen, settings.scope());
  }

  private Map<String, String> recovery(DynamicSettings dynamic, Optional<Upstream> upstream) {
    ServerSettings.User user = settings.replication();
    return RecoveryParameters.of(
        dynamic,
        upstream.map(each ->
            new RecoveryParameters.Source(new HostAndPort(each.host(), each.port()), each.slot())),
        new ServerUser(Optional.of(user.name()), user.password(), user.connection()),
        settings.pgpass(),
        settings.name(),
        settings.database(),
        majorVersion());
  }

  private int majorVersion() {
    try {
      return Integer.parseInt(Files.readString(directory.resolve("PG_VERSION")).strip());
    } catch (IOException | NumberFormatException e) {
      throw new PortFailure.Refused("the data directory does not say its version: " + e, e);
    }
  }

  /** One line a host for the replication user at the upstream, for PostgreSQL's own use. */
  private void writePassword(Upstream upstream) {
    ServerSettings.User user = settings.replication();
    String lines =
        upstream.hosts().stream()
            .map(host ->
                ConnectionWords.passwordLine(
                    new HostAndPort(host, upstream.port()),
                    user.name(),
                    user.password().orElse("")))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    try {
      replace(settings.pgpass(), lines);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write " + settings.pgpass() + ": " + e, e);
    }
  }

  private boolean lines(String name, List<String> lines) throws IOException {
    return !lines.isEmpty() && replace(directory.resolve(name), ServerParameters.text(lines));
  }

  /** By rename, readable by the owner alone; whether it differs from what it was. */
  static boolean replace(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return false;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
