package dev.ordeal.agent.guardian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What agent and guardian share: two numbers in memory, mapped from one small file, so that neither
 * waits for the other nor for a disk. Both are instants of the machine's monotonic clock, which all
 * processes of one machine share.
 */
final class LeaseFile implements AutoCloseable {
  private static final int SIZE = 16;
  private static final int DEADLINE = 0;
  private static final int LOOKED = 8;

  private final FileChannel channel;
  private final MappedByteBuffer memory;
  private @Nullable FileLock lock;

  private LeaseFile(FileChannel channel, MappedByteBuffer memory) {
    this.channel = channel;
    this.memory = memory;
  }

  static LeaseFile open(Path path) {
    try {
      if (!Files.exists(path) || Files.size(path) < SIZE) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, new byte[SIZE]);
      }
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new LeaseFile(channel, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + path, e);
    }
  }

  /** When the server must have stopped taking writes; absent while nothing is guarded. */
  Optional<Long> deadline() {
    long value = read(DEADLINE);
    return value == 0 ? Optional.empty() : Optional.of(value);
  }

  void guardUntil(long nanos) {
    write(DEADLINE, nanos == 0 ? 1 : nanos);
  }

  void release() {
    write(DEADLINE, 0);
  }

  /** When the guardian last looked; 0 if never. */
  long lookedAt() {
    return read(LOOKED);
  }

  void looked(long nanos) {
    write(LOOKED, nanos);
  }

  /** Makes this process the only guardian; false when there is one. */
  boolean claim() {
    try {
      lock = channel.tryLock(0, 1, false);
      return lock != null;
    } catch (IOException | java.nio.channels.OverlappingFileLockException e) {
      return false;
    }
  }

  // A file's lock orders nothing between processes; an aligned long is written as a whole.
  private long read(int at) {
    java.lang.invoke.VarHandle.fullFence();
    return buffer().getLong(at);
  }

  private void write(int at, long value) {
    buffer().putLong(at, value);
    java.lang.invoke.VarHandle.fullFence();
  }

  private ByteBuffer buffer() {
    return memory;
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.release();
      }
      channel.close();
    } catch (IOException e) {
      // Its process ends.
    }
  }
}
