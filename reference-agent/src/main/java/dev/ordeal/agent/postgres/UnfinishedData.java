package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mark beside a data directory for as long as a copy or a rewind writes into it. Whoever finds it
 * when neither is under way finds files that do not belong together, of which PostgreSQL may not
 * notice: after a pg_rewind that failed "the data folder of the target is likely not in a state
 * that can be recovered" (its documentation), and its control file still tells of what was there
 * before.
 *
 * @param mark beside the directory, since both tools remove from it what their source does not have
 */
record UnfinishedData(Path mark) {
  static UnfinishedData beside(Path dataDirectory) {
    return new UnfinishedData(
        dataDirectory.resolveSibling(dataDirectory.getFileName() + ".unfinished"));
  }

  boolean isMarked() {
    return Files.exists(mark);
  }

  /**
   * Marks, so that a loss of power does not undo it.
   *
   * @param what begins to write
   */
  void begin(String what) {
    try {
      Files.writeString(
          mark,
          what + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot write " + mark + " before " + what + ": " + e, e);
    }
  }

  /** All is as it should be again, or nothing was written. */
  void end() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot remove " + mark + ": " + e, e);
    }
  }
}
