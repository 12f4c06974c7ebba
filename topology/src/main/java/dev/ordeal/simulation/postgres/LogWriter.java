package dev.ordeal.simulation.postgres;

import dev.ordeal.simulation.delays.Delays;

/** Writes the log and flushes it: one fsync at a time, for all that was written until it began. */
final class LogWriter {
  private final Postmaster postmaster;
  private final DataDirectory data;
  private final Disk disk;
  private final Commits commits;
  private final Runnable onFlushed;
  private boolean flushing;

  /**
   * @param onFlushed told whenever more of the log is on the disk
   */
  LogWriter(
      Postmaster postmaster, DataDirectory data, Disk disk, Commits commits, Runnable onFlushed) {
    this.postmaster = postmaster;
    this.data = data;
    this.disk = disk;
    this.commits = commits;
    this.onFlushed = onFlushed;
  }

  /** Writes a transaction; {@code committed} runs when it is as safe as the settings ask for. */
  void write(Change change, Runnable committed) {
    LogRecord record = data.log.write(data.timelines.current(), change);
    commits.add(record.end(), committed);
    flush();
  }

  /** Brings what has been written to the disk. */
  void flush() {
    if (flushing || data.log.end() <= data.flushed) {
      return;
    }
    flushing = true;
    long target = data.log.end();
    postmaster.after(
        postmaster.draw(Delays::fsync) + disk.slowerFsyncNanos(),
        () -> {
          flushing = false;
          data.flushed = Math.max(data.flushed, Math.min(target, data.log.end()));
          onFlushed.run();
          flush();
        });
  }

  /** The fsync that is under way ends without a result. */
  void crash() {
    flushing = false;
  }
}
