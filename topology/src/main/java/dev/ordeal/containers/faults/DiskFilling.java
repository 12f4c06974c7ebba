package dev.ordeal.containers.faults;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.fault.FillDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A ballast file takes what is free on the node's volume. Written from the Toxiproxy container,
 * which mounts it too, so that a paused or dead node's disk can be full as well.
 */
final class DiskFilling {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private DiskFilling() {}

  static AppliedFault apply(Place place, FillDisk fault) throws IOException {
    Part keeper = place.links().toxiproxy();
    String folder = place.volumeFolder().apply(fault.node());
    String ballast = folder + "/ballast";
    // Ends by ENOSPC, so its exit code says nothing; what was seen to bite does.
    keeper.exec("root", LIMIT, "dd", "if=/dev/zero", "of=" + ballast, "bs=1M");
    return Applied.lasting(
        fault,
        List.of(fault.node().value()),
        "ballast file",
        () -> look(keeper, folder),
        () -> {
          ExecAnswer answer = keeper.exec("root", LIMIT, "rm", "-f", ballast);
          if (!answer.ok()) {
            throw new IOException(answer.words());
          }
          return "ballast removed";
        });
  }

  private static Optional<String> look(Part keeper, String folder) {
    String probe = folder + "/ordeal-probe";
    ExecAnswer answer =
        keeper.exec("root", LIMIT, "bash", "-c", "head -c 8192 /dev/zero >\"$1\"", "look", probe);
    keeper.exec("root", LIMIT, "rm", "-f", probe);
    return answer.errors().contains("No space left on device")
        ? Optional.of("a write of one page failed: No space left on device")
        : Optional.empty();
  }
}
