package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.HistoryLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Segments of the log that have not come whole. A standby that follows a new timeline fetches its
 * first segment from the beginning, though the segment of the timeline before has the same bytes up
 * to the fork. Until it has come as far as that, it hides them: PostgreSQL looks for every record
 * in the segment of the newest timeline first, ends with PANIC when it is promoted, and refuses to
 * start again ({@code XLogFileReadAnyTLI} in its {@code xlogrecovery.c}).
 *
 * @param log the folder {@code pg_wal}
 */
record SegmentFragments(Path log) {
  /** A page of the log: no page that was received is all zeros. */
  private static final int PAGE = 8192;

  private static final String SEGMENT = "[0-9A-F]{24}";

  /** Those that can be removed, since each of their bytes is in another segment as well. */
  List<Path> find() {
    List<Path> fragments = new ArrayList<>();
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("[0-9A-F]{8}\\.history")) {
          first(Integer.parseUnsignedInt(name.substring(0, 8), 16), file).ifPresent(fragments::add);
        }
      }
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot read " + log + ": " + e, e);
    }
    return fragments;
  }

  /** Removes them; the server must not be fetching any. */
  List<String> remove() {
    List<Path> fragments = find();
    for (Path fragment : fragments) {
      try {
        Files.delete(fragment);
      } catch (IOException e) {
        throw new PortFailure.Refused("cannot remove " + fragment + ": " + e, e);
      }
    }
    return fragments.stream().map(each -> String.valueOf(each.getFileName())).toList();
  }

  /** The first segment of {@code timeline}, where it has not come as far as to its own records. */
  private Optional<Path> first(int timeline, Path history) throws IOException {
    List<HistoryLine> lines = TimelineFork.parse(Files.readString(history));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    HistoryLine fork = lines.getLast();
    long size = segmentSize();
    long end = size == 0 ? 0 : fork.at().bytes() % size;
    if (end == 0) {
      return Optional.empty();
    }
    long number = fork.at().bytes() / size;
    Path segment = log.resolve(name(timeline, number, size));
    Path before = log.resolve(name(fork.timeline(), number, size));
    return Files.exists(segment) && Files.exists(before) && lacks(segment, before, end)
        ? Optional.of(segment)
        : Optional.empty();
  }

  /** Whether {@code segment} ends in zeros before {@code end} where {@code before} has more. */
  private static boolean lacks(Path segment, Path before, long end) throws IOException {
    ByteBuffer here = page(segment, end);
    ByteBuffer there = page(before, end);
    int same = here.mismatch(there);
    if (same < 0) {
      return false;
    }
    for (int i = same; i < here.limit(); i++) {
      if (here.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The last bytes of a file before {@code end}, as many as a page has. */
  private static ByteBuffer page(Path file, long end) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PAGE, end));
    try (FileChannel channel = FileChannel.open(file)) {
      long at = end - bytes.capacity();
      while (bytes.hasRemaining()) {
        int read = channel.read(bytes, at + bytes.position());
        if (read < 0) {
          throw new IOException(file + " is shorter than a segment");
        }
      }
    }
    return bytes.flip();
  }

  /** The same for all segments of a cluster; 0 where there are none. */
  private long segmentSize() throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      Optional<Path> any =
          files.filter(file -> String.valueOf(file.getFileName()).matches(SEGMENT)).findAny();
      return any.isPresent() ? Files.size(any.get()) : 0;
    }
  }

  private static String name(int timeline, long number, long size) {
    long perLog = 0x1_0000_0000L / size;
    return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / perLog, number % perLog);
  }
}
