package dev.ordeal.agent.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** In which folder the server's socket lies (contract, section 1.6), and what lies beside it. */
final class SocketDirectory {
  /** What libpq and the server were built with: Debian's choice, and PostgreSQL's own. */
  private static final List<Path> DEFAULTS =
      List.of(Path.of("/var/run/postgresql"), Path.of("/tmp"));

  private SocketDirectory() {}

  /**
   * @param said by the running server, in its postmaster.pid: its first folder, maybe relative
   * @param configured {@code unix_socket_directories}
   */
  static Path of(Optional<String> said, Optional<String> configured) {
    return said.stream()
        .filter(SocketDirectory::isAbsolute)
        .map(Path::of)
        .findFirst()
        .or(() -> all(configured).filter(SocketDirectory::isAbsolute).map(Path::of).findFirst())
        .orElseGet(SocketDirectory::otherwise);
  }

  /**
   * The lock files beside the sockets, one in each folder whose place is known.
   *
   * @param configured {@code unix_socket_directories}
   */
  static List<Path> lockFiles(Optional<String> configured, int port) {
    Stream<Path> folders =
        configured.isPresent()
            ? all(configured).filter(SocketDirectory::isAbsolute).map(Path::of)
            : DEFAULTS.stream();
    return folders.map(folder -> folder.resolve(".s.PGSQL." + port + ".lock")).toList();
  }

  /** The folders in {@code configured}, those in the abstract namespace and relative ones too. */
  private static Stream<String> all(Optional<String> configured) {
    return configured.stream()
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(folder -> folder.strip().replaceAll("^\"(.*)\"$", "$1"));
  }

  private static boolean isAbsolute(String folder) {
    return folder.startsWith("/");
  }

  private static Path otherwise() {
    return DEFAULTS.stream().filter(Files::isDirectory).findFirst().orElse(DEFAULTS.getLast());
  }
}
