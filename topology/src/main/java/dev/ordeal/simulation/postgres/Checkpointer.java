package dev.ordeal.simulation.postgres;

import dev.ordeal.simulation.delays.Delays;
import java.util.function.BooleanSupplier;

/** Writes checkpoints; on a replica, restartpoints. */
final class Checkpointer {
  private static final int FILES_OF_A_CHECKPOINT = 8;

  private final Postmaster postmaster;
  private final DataDirectory data;
  private final Disk disk;
  private final LogWriter log;
  private final BooleanSupplier isPrimary;

  Checkpointer(
      Postmaster postmaster,
      DataDirectory data,
      Disk disk,
      LogWriter log,
      BooleanSupplier isPrimary) {
    this.postmaster = postmaster;
    this.data = data;
    this.disk = disk;
    this.log = log;
    this.isPrimary = isPrimary;
  }

  /** Writes a checkpoint; {@code then} runs when it is written. */
  void checkpoint(Runnable then) {
    afterWriting(() -> {
      if (isPrimary.getAsBoolean()) {
        data.writeCheckpoint(false);
        log.flush();
      } else {
        data.recoveredTo(data.replayedTo());
      }
      then.run();
    });
  }

  /** Writes the last checkpoint of a primary that stops; {@code then} runs when it is safe. */
  void shutDown(Runnable then) {
    afterWriting(() -> {
      data.tables.applyTo(data.log, data.log.end());
      data.writeCheckpoint(true);
      data.flushed = data.log.end();
      data.state = DataDirectory.SHUT_DOWN;
      then.run();
    });
  }

  private void afterWriting(Runnable work) {
    postmaster.after(
        postmaster.draw(Delays::checkpoint) + FILES_OF_A_CHECKPOINT * disk.slowerFsyncNanos(),
        work);
  }
}
