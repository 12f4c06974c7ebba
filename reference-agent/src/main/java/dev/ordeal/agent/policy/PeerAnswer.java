package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Optional;

/**
 * What another agent said when it was asked for an election: its {@code GET /patroni}.
 *
 * @param reachable whether it answered at all
 * @param primary whether its server takes, or took a moment ago, writes
 * @param position the furthest of what its server received and replayed
 * @param watchdogFailed whether it could not lead for want of a watchdog
 */
public record PeerAnswer(
    String name,
    boolean reachable,
    boolean primary,
    Optional<Lsn> position,
    Optional<Integer> timeline,
    Tags tags,
    boolean watchdogFailed) {

  public static PeerAnswer silent(String name) {
    return new PeerAnswer(name, false, false, Optional.empty(), Optional.empty(), Tags.NONE, false);
  }
}
