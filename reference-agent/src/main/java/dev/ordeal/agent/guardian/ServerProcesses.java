package dev.ordeal.agent.guardian;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of one server, known by their program and by their working directory, which is the
 * data directory: so that a backend born in the very moment is found as well.
 */
record ServerProcesses(Path dataDirectory) {

  boolean isRunning() {
    return !all().isEmpty();
  }

  /** Kills until none is left; whether there was one. */
  boolean killAll() {
    List<ProcessHandle> found = all();
    boolean any = !found.isEmpty();
    for (int round = 0; round < 50 && !found.isEmpty(); round++) {
      // The oldest first: the postmaster makes no new ones then.
      found.forEach(ProcessHandle::destroyForcibly);
      found = all();
    }
    return any;
  }

  private List<ProcessHandle> all() {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (isOurs(process)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      return found;
    }
    found.sort(java.util.Comparator.comparingLong(ProcessHandle::pid));
    return found;
  }

  private boolean isOurs(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      int end = stat.lastIndexOf(')');
      return stat.contains("(postgres)")
          && stat.charAt(end + 2) != 'Z'
          && Files.readSymbolicLink(process.resolve("cwd")).equals(dataDirectory.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
