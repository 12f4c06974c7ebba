package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The data directory as a whole. */
record DataDirectory(Path path) {

  Server.DataDirectory state() {
    if (Files.exists(path.resolve("global/pg_control"))
        && Files.exists(path.resolve("PG_VERSION"))) {
      return Server.DataDirectory.VALID;
    }
    return isEmpty() ? Server.DataDirectory.EMPTY : Server.DataDirectory.BROKEN;
  }

  private boolean isEmpty() {
    try (Stream<Path> entries = Files.exists(path) ? Files.list(path) : Stream.empty()) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  boolean hasStandbySignal() {
    return Files.exists(path.resolve("standby.signal"));
  }

  /** Empties it, and leaves it with the mode that PostgreSQL asks for. */
  void empty() {
    try {
      Files.createDirectories(path);
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          if (!each.equals(path)) {
            Files.delete(each);
          }
        }
      }
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot empty " + path + ": " + e, e);
    }
  }

  /** Puts it out of the way after a bootstrap that failed. */
  void setAside() {
    try {
      Path failed = path.resolveSibling(path.getFileName() + ".failed");
      new DataDirectory(failed).empty();
      Files.delete(failed);
      Files.move(path, failed);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot set " + path + " aside: " + e, e);
    }
  }
}
