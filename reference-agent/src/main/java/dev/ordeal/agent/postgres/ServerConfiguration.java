package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.CustomMethod;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Upstream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the server is to run with now: the dynamic settings, whom it streams from, and the
 * synchronous standbys. A server learns of it by its files and its command line. Several tasks
 * write the files: the cycle, and whatever starts, promotes or re-points the server meanwhile.
 */
final class ServerConfiguration {
  private final ServerSettings settings;
  private final ConfigurationFiles files;

  private volatile DynamicSettings dynamic = DynamicSettings.DEFAULTS;
  private volatile Optional<Upstream> upstream = Optional.empty();
  private volatile Optional<String> synchronousNames = Optional.empty();
  private volatile boolean upstreamIsKnown;
  private boolean unread;

  ServerConfiguration(ServerSettings settings) {
    this.settings = settings;
    this.files = new ConfigurationFiles(settings);
  }

  DynamicSettings dynamic() {
    return dynamic;
  }

  void use(DynamicSettings fresh) {
    dynamic = fresh;
  }

  Optional<Upstream> upstream() {
    return upstream;
  }

  /**
   * @param source empty for a primary, and for a replica that streams from nobody
   */
  void streamFrom(Optional<Upstream> source) {
    upstream = source;
    upstreamIsKnown = true;
  }

  /** Of effect in synchronous mode alone: else the user decides. */
  void useSynchronousNames(String names) {
    synchronousNames = Optional.of(names);
  }

  /**
   * What a running server says of itself, which an agent before this one may have told it: until
   * somebody decides otherwise, that holds.
   */
  void adoptSynchronousNames(String names) {
    if (synchronousNames.isEmpty()) {
      synchronousNames = Optional.of(names);
    }
  }

  /** Whether it is known whom a running server waits for: an agent that begins has to be told. */
  boolean knowsSynchronousNames() {
    return !dynamic.isSynchronous() || synchronousNames.isPresent();
  }

  /** Whether it has been decided in this life of the agent whom a replica streams from. */
  boolean knowsUpstream() {
    return upstreamIsKnown;
  }

  private Optional<String> synchronousNamesInFile() {
    return dynamic.isSynchronous() ? synchronousNames.or(() -> Optional.of("")) : Optional.empty();
  }

  /** A parameter of PostgreSQL in the dynamic settings. */
  Optional<String> parameter(String name) {
    return dynamic.parameters().entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** {@code unix_socket_directories}. */
  Optional<String> socketDirectories() {
    return parameter("unix_socket_directories");
  }

  /** The lock files beside the server's sockets. */
  List<Path> socketLocks() {
    return SocketDirectory.lockFiles(socketDirectories(), settings.port());
  }

  /** Everything that is configured, wherever it is written; without what concerns recovery. */
  SortedMap<String, String> wanted() {
    return files.wanted(dynamic, synchronousNamesInFile());
  }

  /**
   * Words for postgres' command line.
   *
   * @param control of one that recovers: it may not start with less than its primary had
   */
  List<String> commandLine(Optional<ControlData> control) {
    return files.commandLine(dynamic, control);
  }

  /**
   * Writes all files; whether any differs from what a running server has been told to read.
   *
   * @param replica whether the server is one, or starts as one
   */
  synchronized boolean write(boolean replica) {
    boolean before = unread;
    // Should it break off, nobody knows which of the files has been replaced.
    unread = true;
    unread = files.write(dynamic, replica, upstream, synchronousNamesInFile()) || before;
    return unread;
  }

  /** The server is about to read all files, since it is told to, or starts. */
  synchronized void isRead() {
    unread = false;
  }

  /** Writes all files for the first start of what a method of the user's own has made. */
  synchronized void writeForRecovery(CustomMethod method) {
    files.writeForRecovery(dynamic, method, synchronousNamesInFile());
  }

  synchronized void writeStandbySignal(boolean wanted) {
    files.writeStandbySignal(wanted);
  }
}
