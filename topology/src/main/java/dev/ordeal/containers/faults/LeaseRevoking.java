package dev.ordeal.containers.faults;

import dev.ordeal.containers.configuration.PatroniConfiguration;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.fault.RevokeLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code LeaseRevoke}, asked of the store past every link. */
final class LeaseRevoking {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private LeaseRevoking() {}

  static AppliedFault apply(Place place, RevokeLease fault) throws FaultUnavailable {
    String key = PatroniConfiguration.memberKey(place.plan(), fault.node());
    Optional<Long> lease =
        place.store().throughAny(LIMIT, (member, share) -> member.leaseOf(key, share));
    if (lease.filter(number -> number != 0).isEmpty()) {
      throw new FaultUnavailable(fault.node() + " has no lease, or the store does not answer");
    }
    long revoked = lease.get();
    place.store().throughAny(LIMIT, (member, share) -> member.revoke(revoked, share));
    return Applied.momentary(
        fault,
        List.of(fault.node().value()),
        "lease revoke",
        () ->
            place
                .store()
                .throughAny(LIMIT, (member, share) -> member.knowsLease(revoked, share))
                .filter(known -> !known)
                .map(_ -> "the lease of " + fault.node() + " is gone"),
        "left to the agents");
  }
}
