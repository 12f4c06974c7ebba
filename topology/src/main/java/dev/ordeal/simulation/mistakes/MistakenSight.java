package dev.ordeal.simulation.mistakes;

import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.LeaseView;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.StoreView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one agent believes to see, where that is not what there is. */
final class MistakenSight {
  private final Set<Misbehaviour> planted;
  private Optional<String> onceByFailsafe = Optional.empty();

  MistakenSight(Set<Misbehaviour> planted) {
    this.planted = planted;
  }

  Observation of(Observation right) {
    Optional<String> failsafeLeader = right.failsafeLeader();
    onceByFailsafe = failsafeLeader.or(() -> onceByFailsafe);
    boolean free = right.storeReachable() && right.store().leader().isEmpty();
    boolean noLag = free && planted.contains(Misbehaviour.IGNORES_LAG);
    boolean noTimelines = free && planted.contains(Misbehaviour.IGNORES_TIMELINES);
    return new Observation(
        right.now(),
        right.wallClock(),
        right.me(),
        right.tags(),
        right.settings(),
        right.storeReachable(),
        store(right.store(), noLag, noTimelines),
        right.server(),
        lease(right),
        right.leaseLeft(),
        noLag ? withoutPositions(right.peers()) : right.peers(),
        planted.contains(Misbehaviour.NEVER_FORGETS_FAILSAFE) ? onceByFailsafe : failsafeLeader,
        right.failsafeAgreed(),
        right.fit(),
        right.watchdogFailed(),
        right.job(),
        right.wanted(),
        right.memory());
  }

  private LeaseView lease(Observation right) {
    LeaseView lease = right.lease();
    return planted.contains(Misbehaviour.DEMOTES_AFTER_THE_LEASE_RAN_OUT)
        ? new LeaseView(
            lease.id(),
            lease.demoteBy().plus(MistakenPorts.LATE),
            lease.fenceBy().plus(MistakenPorts.LATE))
        : lease;
  }

  private static StoreView store(StoreView right, boolean noLag, boolean noTimelines) {
    return noLag || noTimelines
        ? new StoreView(
            right.leader(),
            right.members(),
            right.configuration(),
            right.configurationRevision(),
            right.initialize(),
            right.failover(),
            noTimelines ? Optional.of(List.of()) : right.history(),
            right.timelineClaim(),
            noLag ? ClusterStatus.UNKNOWN : right.status(),
            right.sync(),
            right.failsafe(),
            right.revision())
        : right;
  }

  private static SortedMap<String, PeerAnswer> withoutPositions(
      SortedMap<String, PeerAnswer> right) {
    SortedMap<String, PeerAnswer> answers = new TreeMap<>();
    right.forEach((name, answer) ->
        answers.put(
            name,
            new PeerAnswer(
                name,
                answer.reachable(),
                answer.primary(),
                Optional.empty(),
                answer.timeline(),
                answer.tags(),
                answer.watchdogFailed())));
    return answers;
  }
}
