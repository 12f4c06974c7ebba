package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the leader last said of its log, key {@code status}.
 *
 * @param optime how far the leader's log had been flushed
 * @param slots the confirmed position of each replication slot
 * @param retainSlots slots of absent members that are still kept
 */
public record ClusterStatus(
    Optional<Lsn> optime, SortedMap<String, Lsn> slots, SortedSet<String> retainSlots) {
  public static final ClusterStatus UNKNOWN =
      new ClusterStatus(Optional.empty(), Map.of(), Set.of());

  public ClusterStatus {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    retainSlots = Collections.unmodifiableSortedSet(new TreeSet<>(retainSlots));
  }

  public ClusterStatus(Optional<Lsn> optime, Map<String, Lsn> slots, Set<String> retainSlots) {
    this(optime, new TreeMap<>(slots), new TreeSet<>(retainSlots));
  }

  /**
   * This status once the leader has been shut down with its log ending at {@code end}.
   *
   * @param own the leader's own slot
   */
  public ClusterStatus endingAt(Lsn end, String own) {
    SortedMap<String, Lsn> at = new TreeMap<>(slots);
    at.computeIfPresent(own, (name, before) -> end);
    return new ClusterStatus(Optional.of(end), at, retainSlots);
  }

  public static ClusterStatus at(Lsn optime) {
    return new ClusterStatus(Optional.of(optime), Map.of(), Set.of());
  }
}
