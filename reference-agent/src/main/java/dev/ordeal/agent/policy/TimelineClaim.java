package dev.ordeal.agent.policy;

/**
 * The key {@code timeline}, of this agent's own: the newest number that a promotion was ever given.
 * PostgreSQL numbers a new timeline by the history files that it finds at home, so a replica that
 * had not yet heard of its leader's timeline gives its own the same number, and then neither
 * rewinding nor streaming can tell the two logs apart.
 *
 * @param timeline 0 while nobody has claimed any
 * @param revision of the key; 0 while it is absent
 */
public record TimelineClaim(int timeline, long revision) {
  public static final TimelineClaim NONE = new TimelineClaim(0, 0);

  /**
   * What a promotion has to claim before it begins: a number beyond all that were claimed, that the
   * key {@code history} tells of, and that any member or the server itself is on.
   */
  public static TimelineClaim next(Observation seen) {
    StoreView store = seen.store();
    int newest =
        store.members().values().stream()
            .mapToInt(member -> member.timeline().orElse(0))
            .reduce(seen.server().timeline().orElse(0), Math::max);
    newest = Math.max(newest, Math.max(store.timeline(), store.timelineClaim().timeline()));
    return new TimelineClaim(newest + 1, store.timelineClaim().revision());
  }
}
