package dev.ordeal.agent.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cluster as its keys in the store show it, all of one revision.
 *
 * @param leader who holds the leader key
 * @param members by name
 * @param configuration the key {@code config}; empty where it is absent or no JSON object
 * @param configurationRevision of that key; 0 while it is absent
 * @param initialize the system identifier; an empty text while somebody bootstraps; absent before
 * @param failover a wish that still stands
 * @param history the ends of all timelines, oldest first; absent means unknown
 * @param timelineClaim the newest timeline that anybody was promoted to, or meant to be
 * @param failsafe API addresses by name, the leader's included; empty while the mode is off
 * @param revision of the store at which this was read
 */
public record StoreView(
    Optional<LeaderKey> leader,
    SortedMap<String, Member> members,
    Optional<Map<String, Object>> configuration,
    long configurationRevision,
    Optional<String> initialize,
    Optional<ManualFailover> failover,
    Optional<List<HistoryLine>> history,
    TimelineClaim timelineClaim,
    ClusterStatus status,
    SyncState sync,
    Map<String, String> failsafe,
    long revision) {
  public static final StoreView EMPTY =
      new StoreView(
          Optional.empty(),
          new TreeMap<>(),
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TimelineClaim.NONE,
          ClusterStatus.UNKNOWN,
          SyncState.ABSENT,
          Map.of(),
          0);

  public StoreView {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    history = history.map(List::copyOf);
    failsafe = Collections.unmodifiableMap(new LinkedHashMap<>(failsafe));
  }

  /** A store of which nothing is known but the configuration that it once held. */
  public static StoreView onlyConfigured(Map<String, Object> configuration) {
    return new StoreView(
        EMPTY.leader,
        EMPTY.members,
        Optional.of(configuration),
        EMPTY.configurationRevision,
        EMPTY.initialize,
        EMPTY.failover,
        EMPTY.history,
        EMPTY.timelineClaim,
        EMPTY.status,
        EMPTY.sync,
        EMPTY.failsafe,
        EMPTY.revision);
  }

  public boolean isLeader(String name) {
    return leader.filter(key -> key.name().equals(name)).isPresent();
  }

  /** The leader's member, or a member of nothing but a name where it has no key of its own. */
  public Optional<Member> leaderMember() {
    return leader.map(key -> member(key.name()).orElseGet(() -> Member.unknown(key.name())));
  }

  public Optional<Member> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** Every member but {@code name}. */
  public List<Member> membersBut(String name) {
    return members.values().stream().filter(member -> !member.name().equals(name)).toList();
  }

  /** The timeline that the cluster is on: one more than the last that ended; 0 while unknown. */
  public int timeline() {
    return history.map(lines -> lines.isEmpty() ? 1 : lines.getLast().timeline() + 1).orElse(0);
  }
}
