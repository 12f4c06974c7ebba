package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.names.Role;
import dev.ordeal.world.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code pg_promote()} by a superuser, straight at the server. */
final class ServerPromoting {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private ServerPromoting() {}

  static AppliedFault apply(Place place, PromoteServer fault) throws IOException {
    // Asked not to wait: an agent that demotes it within moments ends the session that waits.
    Superuser.ask(place, fault.node(), "select pg_promote(false)");
    // For the same reason its success is remembered.
    boolean promoted = leavesRecovery(place, fault);
    return Applied.momentary(
        fault,
        List.of(fault.node().value()),
        "pg_promote()",
        () ->
            promoted || isPrimary(place, fault)
                ? Optional.of(fault.node() + " left recovery")
                : Optional.empty(),
        "left to the agents");
  }

  private static boolean leavesRecovery(Place place, PromoteServer fault) {
    Moment end = place.world().monotonic().plus(PATIENCE);
    while (place.world().monotonic().isBefore(end)) {
      if (isPrimary(place, fault)) {
        return true;
      }
      place.world().sleep(LOOK_AGAIN);
    }
    return false;
  }

  private static boolean isPrimary(Place place, PromoteServer fault) {
    return place
        .probes()
        .server(fault.node(), Duration.ofMillis(500))
        .role()
        .filter(Role.PRIMARY::equals)
        .isPresent();
  }
}
