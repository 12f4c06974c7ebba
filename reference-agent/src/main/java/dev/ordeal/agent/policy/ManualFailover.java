package dev.ordeal.agent.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A failover or switchover that somebody asked for, key {@code failover}.
 *
 * @param leader whom it is to be taken from; present in a switchover
 * @param candidate who is to become the leader
 * @param scheduledAt when; absent means now
 * @param revision of the key, so that only this wish is cleared and no later one
 */
public record ManualFailover(
    Optional<String> leader,
    Optional<String> candidate,
    Optional<Instant> scheduledAt,
    long revision) {

  /** Whether it asks for a switchover, which spares every write, and not for a failover. */
  public boolean isSwitchover() {
    return leader.isPresent();
  }
}
