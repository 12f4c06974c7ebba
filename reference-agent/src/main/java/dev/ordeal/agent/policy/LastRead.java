package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;

/**
 * The store as it was last read, as far as it matters who has led since.
 *
 * @param leaderLease under which the leader key lived; 0 where nobody held it
 * @param claimRevision of the key {@code timeline}: it changes before anybody is promoted
 */
public record LastRead(Moment at, long leaderLease, long claimRevision) {
  static LastRead of(Observation seen) {
    StoreView store = seen.store();
    return new LastRead(
        seen.now(),
        store.leader().map(LeaderKey::lease).orElse(0L),
        store.timelineClaim().revision());
  }
}
