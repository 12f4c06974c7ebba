package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.fault.Restart;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A clean stop now, and a start by a task of its own later. */
final class Restarting {
  private Restarting() {}

  static AppliedFault apply(Place place, Restart fault) throws IOException, FaultUnavailable {
    if (fault.component() instanceof Component.Server) {
      throw new FaultUnavailable(
          "an agent starts its server when it likes; restart-server asks it for a restart");
    }
    AppliedFault stopped = Stopping.of(place, fault, fault.component());
    Optional<String> seen = stopped.seenToBite(Duration.ofSeconds(1));
    place
        .world()
        .group("restart of " + fault.component())
        .spawn(
            "start",
            () -> {
              place.world().sleep(fault.down());
              stopped.heal();
            });
    return Applied.passing(
        fault,
        stopped.targets(),
        "SIGTERM, a start after " + fault.down().toMillis() + " ms",
        () -> seen,
        stopped::heal,
        stopped::inForce);
  }
}
