package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.fault.SlowDisk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A preloaded library waits before each fsync, as long as a control file says. */
final class DiskSlowing {
  private static final String CONTROL = "/run/ordeal/fsync-delay-ms";

  /** Times one synced write through the library that the server has loaded too. */
  private static final String LOOK =
      """
      set -e
      grep -q libslowfsync "/proc/$(server-pid)/maps"
      before=$(date +%s%N)
      LD_PRELOAD=/usr/lib/ordeal/libslowfsync.so \
        dd if=/dev/zero of=/run/ordeal/probe bs=512 count=1 conv=fsync status=none
      after=$(date +%s%N)
      rm -f /run/ordeal/probe
      echo $(( (after - before) / 1000000 ))
      """;

  private DiskSlowing() {}

  static AppliedFault apply(Place place, SlowDisk fault) throws IOException {
    NodeProcesses processes = new NodeProcesses(place.part(fault.node()));
    processes.control(CONTROL, Long.toString(fault.fsync().toMillis()));
    return Applied.lasting(
        fault,
        List.of(fault.node().value()),
        "slowed fsync",
        () -> look(processes, fault.fsync().toMillis()),
        () -> {
          if (!processes.node().status().equals("running")) {
            return "the node is down; a fresh start forgets it";
          }
          processes.remove(CONTROL);
          return "fsync at its own speed";
        });
  }

  private static Optional<String> look(NodeProcesses processes, long least) {
    String answer = processes.run("bash", "-c", LOOK).output().strip();
    return !answer.isEmpty() && Long.parseLong(answer) >= least
        ? Optional.of("a synced write took " + answer + " ms")
        : Optional.empty();
  }
}
