package dev.ordeal.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The run folders of the last few builds, a folder each, called by its time: the evidence of what
 * happens now and then must outlive the build that did not see it again.
 */
record RunsOfBuilds(Path folder) {
  /** How many earlier builds are kept. */
  static final int KEPT = 4;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  static RunsOfBuilds in(Path folder) {
    return new RunsOfBuilds(folder);
  }

  /** The folder for a build at {@code now}; forgets builds that are too long ago. */
  Path next(Instant now) {
    try {
      forget();
      return Files.createDirectories(folder.resolve(NAME.format(now)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void forget() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> builds = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    try (var found = Files.list(folder)) {
      found.sorted().forEach(each -> (isBuild(each) ? builds : others).add(each));
    }
    for (Path other : others) {
      delete(other);
    }
    for (Path old : builds.subList(0, Math.max(0, builds.size() - KEPT))) {
      delete(old);
    }
  }

  private static boolean isBuild(Path path) {
    return path.getFileName().toString().matches("\\d{8}-\\d{6}");
  }

  private static void delete(Path path) throws IOException {
    try (var all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
