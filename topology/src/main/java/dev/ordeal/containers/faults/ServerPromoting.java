package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.names.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code pg_promote()} by a superuser, straight at the server. */
final class ServerPromoting {
  private ServerPromoting() {}

  static AppliedFault apply(Place place, PromoteServer fault) throws IOException {
    // The agent may demote it within moments, so its success is remembered.
    boolean promoted =
        Superuser.ask(place, fault.node(), "select pg_promote(true, 2)")
            .filter("t"::equals)
            .isPresent();
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

  private static boolean isPrimary(Place place, PromoteServer fault) {
    return place
        .probes()
        .server(fault.node(), Duration.ofMillis(500))
        .role()
        .filter(Role.PRIMARY::equals)
        .isPresent();
  }
}
