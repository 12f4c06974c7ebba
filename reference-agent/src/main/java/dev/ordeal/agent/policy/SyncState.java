package dev.ordeal.agent.policy;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may be promoted without the loss of an acknowledged write, key {@code sync}.
 *
 * @param leader who wrote it; empty while the key does not exist
 * @param standbys {@code sync_standby}: the synchronous standbys, or the voters of a quorum
 * @param quorum how many voters beside oneself a candidate must have reached; 0 outside quorum mode
 * @param revision of the key, 0 while it does not exist
 */
public record SyncState(
    Optional<String> leader, SortedSet<String> standbys, int quorum, long revision) {
  public static final SyncState ABSENT = new SyncState(Optional.empty(), new TreeSet<>(), 0, 0);

  public SyncState {
    standbys = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(standbys));
  }

  public static SyncState of(
      String leader, Collection<String> standbys, int quorum, long revision) {
    return new SyncState(Optional.of(leader), new TreeSet<>(standbys), quorum, revision);
  }

  public boolean exists() {
    return leader.isPresent();
  }

  /**
   * Whether {@code name} stands in the key, as standby or as its leader; letter case is ignored.
   */
  public boolean names(String name) {
    return leader.filter(name::equalsIgnoreCase).isPresent() || isStandby(name);
  }

  /** Whether {@code name} is a synchronous standby or voter; letter case is ignored. */
  public boolean isStandby(String name) {
    return standbys.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Whether nobody but {@code name} may be promoted. */
  public boolean namesOnly(String name) {
    return leader.filter(name::equalsIgnoreCase).isPresent() && standbys.isEmpty();
  }

  /** The same, to be written over {@code other}. */
  public SyncState over(SyncState other) {
    return new SyncState(leader, standbys, quorum, other.revision);
  }

  /** Whether the two say the same, whatever their revisions. */
  public boolean saysTheSameAs(SyncState other) {
    return leader.equals(other.leader) && standbys.equals(other.standbys) && quorum == other.quorum;
  }
}
