package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Observation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * This node's member key: written where its value or its lease is another than was written last.
 */
final class MemberKey {
  private final AgentParts parts;
  private final Mind mind;
  private final LeaseKeeper keeper;
  private final Asked asked;

  private Optional<Map<String, Object>> writtenMember = Optional.empty();
  private long writtenLease = -1;

  MemberKey(AgentParts parts, Mind mind, LeaseKeeper keeper, Asked asked) {
    this.parts = parts;
    this.mind = mind;
    this.keeper = keeper;
    this.asked = asked;
  }

  void write(Observation seen) {
    Optional<Long> lease = keeper.view().id();
    if (!seen.storeReachable() || lease.isEmpty()) {
      return;
    }
    Map<String, Object> value =
        MemberValue.of(
            seen,
            parts.addresses(),
            mind.role,
            mind.checkpointAfterPromote,
            parts.postgres().pendingRestart(),
            asked.scheduled());
    boolean there = seen.store().member(seen.me()).isPresent() && writtenLease == lease.get();
    if (there && (isHeldUp(seen) || writtenMember.filter(value::equals).isPresent())) {
      return;
    }
    try {
      parts.dcs().writeMember(seen.me(), value, lease.get());
      writtenMember = Optional.of(new LinkedHashMap<>(value));
      writtenLease = lease.get();
    } catch (PortFailure e) {
      parts.log().warning(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Where the store has just let an action wait in vain, a leader has no time for another: it must
   * ask the others whether it may go on before its lease runs out.
   */
  private boolean isHeldUp(Observation seen) {
    return parts.world().monotonic().since(seen.now()).compareTo(seen.settings().retryTimeout())
        >= 0;
  }
}
