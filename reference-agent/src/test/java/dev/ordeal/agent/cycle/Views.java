package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.StoreView;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores in which next to nothing stands, for tests of a cycle. */
final class Views {
  private Views() {}

  static StoreView ledBy(String name) {
    return ledBy(name, 7);
  }

  static StoreView ledBy(String name, long lease) {
    return of(Optional.of(new LeaderKey(name, lease, 5)), new TreeMap<>(), Optional.empty());
  }

  /** In which {@code leader} is asked to hand over. */
  static StoreView switchoverFrom(String leader) {
    var wish = new ManualFailover(Optional.of(leader), Optional.empty(), Optional.empty(), 1);
    return of(Optional.empty(), new TreeMap<>(), Optional.of(wish));
  }

  /** Whose one member is {@code name}. */
  static StoreView withMember(String name) {
    return of(
        Optional.empty(), new TreeMap<>(Map.of(name, Member.unknown(name))), Optional.empty());
  }

  private static StoreView of(
      Optional<LeaderKey> leader,
      SortedMap<String, Member> members,
      Optional<ManualFailover> failover) {
    StoreView rest = StoreView.EMPTY;
    return new StoreView(
        leader,
        members,
        rest.configuration(),
        rest.configurationRevision(),
        rest.initialize(),
        failover,
        rest.history(),
        rest.timelineClaim(),
        rest.status(),
        rest.sync(),
        rest.failsafe(),
        rest.revision());
  }
}
