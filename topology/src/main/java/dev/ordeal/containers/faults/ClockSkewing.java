package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.fault.Skew;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** libfaketime reads the offset from a control file at every look at the wall clock. */
final class ClockSkewing {
  private static final String CONTROL = "/run/ordeal/faketime";

  private ClockSkewing() {}

  static AppliedFault apply(Place place, Skew fault) throws IOException, FaultUnavailable {
    if (!place.plan().skewableClocks()) {
      throw new FaultUnavailable("the nodes of this environment run without libfaketime");
    }
    NodeProcesses processes = new NodeProcesses(place.part(fault.node()));
    processes.control(CONTROL, offset(fault.offset()));
    return Applied.lasting(
        fault,
        List.of(fault.node().value()),
        "libfaketime",
        () -> look(place, fault),
        () -> {
          if (!processes.node().status().equals("running")) {
            return "the node is down; a fresh start forgets it";
          }
          processes.control(CONTROL, "+0");
          return "the clock is right again";
        });
  }

  /** As libfaketime reads it: a sign and seconds. */
  static String offset(Duration offset) {
    return (offset.isNegative() ? "-" : "+")
        + "%d.%03d".formatted(offset.abs().toSeconds(), offset.abs().toMillisPart());
  }

  private static Optional<String> look(Place place, Skew fault) throws IOException {
    Optional<String> seconds =
        Superuser.ask(place, fault.node(), "select extract(epoch from clock_timestamp())");
    double off = Double.parseDouble(seconds.orElse("NaN")) - System.currentTimeMillis() / 1000.0;
    double wanted = fault.offset().toMillis() / 1000.0;
    return Math.abs(off - wanted) < Math.max(1, Math.abs(wanted) / 10)
        ? Optional.of("the server's clock is off by %.1f s".formatted(off))
        : Optional.empty();
  }
}
