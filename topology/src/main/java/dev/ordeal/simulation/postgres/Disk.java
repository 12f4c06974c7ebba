package dev.ordeal.simulation.postgres;

/** The disk under a data directory. It stays as it is when the directory is emptied. */
public final class Disk {
  private boolean full;
  private long slowerFsyncNanos;

  /** Whether no byte is left on it. */
  public void fill(boolean nowFull) {
    full = nowFull;
  }

  public boolean isFull() {
    return full;
  }

  /** Every fsync takes so much longer. */
  public void slow(long nanos) {
    slowerFsyncNanos = nanos;
  }

  public long slowerFsyncNanos() {
    return slowerFsyncNanos;
  }
}
