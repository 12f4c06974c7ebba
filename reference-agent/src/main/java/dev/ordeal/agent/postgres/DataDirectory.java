package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.names.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The data directory as a whole. */
record DataDirectory(Path path) {
  /** After the system identifier and two versions. */
  private static final int DB_STATE_AT = 16;

  private static final int DB_SHUTDOWNED = 1;
  private static final String RESERVED = "# promoted to by another node, see the key history\n";

  Server.DataDirectory state() {
    if (isEmpty()) {
      return Server.DataDirectory.EMPTY;
    }
    if (unfinished().isMarked()) {
      return Server.DataDirectory.UNFINISHED;
    }
    if (Files.exists(path.resolve("global/pg_control"))
        && Files.exists(path.resolve("PG_VERSION"))) {
      return Server.DataDirectory.VALID;
    }
    return Server.DataDirectory.BROKEN;
  }

  UnfinishedData unfinished() {
    return UnfinishedData.beside(path);
  }

  private boolean isEmpty() {
    try (Stream<Path> entries = Files.exists(path) ? Files.list(path) : Stream.empty()) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the control file says that a primary was stopped cleanly. A glance at one number of it
   * ({@code DBState} of PostgreSQL's {@code pg_control.h}), for loops in which pg_controldata would
   * take too long; what is done about it goes by the tool.
   */
  boolean saysShutDown() {
    ByteBuffer head = ByteBuffer.allocate(DB_STATE_AT + Integer.BYTES);
    try (FileChannel control = FileChannel.open(path.resolve("global/pg_control"))) {
      return control.read(head) == head.capacity()
          && head.order(ByteOrder.nativeOrder()).getInt(DB_STATE_AT) == DB_SHUTDOWNED;
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

  /**
   * Makes a promotion take the number {@code next}: those between are not free any more. The files
   * have no lines, so that PostgreSQL takes none of them for a child of its own timeline.
   */
  void reserveTimelines(int mine, int next) {
    for (int taken = mine + 1; taken < next; taken++) {
      Path file = history(taken);
      try {
        if (!Files.exists(file)) {
          Path draft = file.resolveSibling(file.getFileName() + ".draft");
          Files.writeString(draft, RESERVED);
          Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (IOException e) {
        throw new PortFailure.Refused("cannot write " + file + ": " + e, e);
      }
    }
  }

  /**
   * Takes back what {@link #reserveTimelines} wrote beyond {@code mine}, for a promotion that never
   * came about: a replica that has the file of a timeline does not ask its leader for it.
   */
  void freeReserved(int mine) {
    remove(mine, RESERVED::equals);
  }

  /**
   * As {@link #freeReserved}, and takes away the files of timelines that have left {@code mine}
   * before {@code end}: a server that starts as a replica takes the newest timeline that it knows,
   * and refuses where that is not its own future. If it is the leader's, the leader tells of it
   * again.
   *
   * @param end how far the log here belongs together
   */
  void freeTimelines(int mine, Lsn end) {
    remove(mine, file -> file.equals(RESERVED) || leavesBefore(file, mine, end));
  }

  private void remove(int mine, Predicate<String> wrong) {
    try {
      for (int taken = mine + 1; Files.exists(history(taken)); taken++) {
        if (wrong.test(Files.readString(history(taken)))) {
          Files.delete(history(taken));
        }
      }
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot remove a timeline's history: " + e, e);
    }
  }

  private static boolean leavesBefore(String history, int mine, Lsn end) {
    return TimelineFork.parse(history).stream()
        .anyMatch(line -> line.timeline() == mine && line.at().compareTo(end) < 0);
  }

  /**
   * Takes back that the server was asked to be promoted, if it has not begun: it might remember in
   * a later moment, when its agent does not lead any more ({@code PROMOTE_SIGNAL_FILE} of
   * PostgreSQL's {@code xlog.h}).
   */
  void removePromoteSignal() {
    try {
      Files.deleteIfExists(path.resolve("promote"));
    } catch (IOException e) {
      throw new PortFailure.Unavailable("cannot take a promotion back: " + e, e);
    }
  }

  SegmentFragments fragments() {
    return new SegmentFragments(path.resolve("pg_wal"));
  }

  private Path history(int timeline) {
    return path.resolve(String.format(Locale.ROOT, "pg_wal/%08X.history", timeline));
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
