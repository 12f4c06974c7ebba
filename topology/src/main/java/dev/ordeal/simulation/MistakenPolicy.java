package dev.ordeal.simulation;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Policy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The policy of the reference agent with the mistakes that were planted. */
final class MistakenPolicy {
  private static final Map<Misbehaviour, String> WITHOUT = new EnumMap<>(Misbehaviour.class);

  static {
    WITHOUT.put(Misbehaviour.MINDS_NO_OTHER_LEADER, "leadership-lost");
    WITHOUT.put(Misbehaviour.MINDS_NO_LOST_KEY, "primary-without-key");
    WITHOUT.put(Misbehaviour.MINDS_NO_UNREACHABLE_STORE, "store-unreachable");
    WITHOUT.put(Misbehaviour.MINDS_NO_DIVERGED_LOG, "log-diverged");
    WITHOUT.put(Misbehaviour.MINDS_NO_NEW_LEADER, "following");
    WITHOUT.put(Misbehaviour.MINDS_NO_DEAD_SERVER, "server-down");
    WITHOUT.put(Misbehaviour.MINDS_NO_JOB, "job-under-way");
  }

  private MistakenPolicy() {}

  static Policy of(Set<Misbehaviour> planted) {
    HaPolicy ladder = HaPolicy.STANDARD;
    for (Map.Entry<Misbehaviour, String> rule : WITHOUT.entrySet()) {
      ladder = planted.contains(rule.getKey()) ? ladder.without(rule.getValue()) : ladder;
    }
    Policy policy = ladder;
    if (planted.contains(Misbehaviour.TAKES_THE_KEY_WITHOUT_ASKING)) {
      policy = changed(policy, MistakenPolicy::raceAnyway);
    }
    if (planted.contains(Misbehaviour.PROMOTES_BEFORE_THE_SYNC_KEY)) {
      policy = changed(policy, (_, right) -> without(right, Action.WriteSync.class, true));
    }
    if (planted.contains(Misbehaviour.KEEPS_NAMES_FROM_THE_SERVER)) {
      policy =
          changed(policy, (_, right) -> without(right, Action.SetSynchronousNames.class, false));
    }
    return policy;
  }

  private static Policy changed(Policy right, BiFunction<Observation, Decision, Decision> change) {
    return seen -> change.apply(seen, right.decide(seen));
  }

  private static Decision raceAnyway(Observation seen, Decision right) {
    boolean free = seen.storeReachable() && seen.store().leader().isEmpty();
    boolean mayRace = free && seen.server().isReplica() && seen.lease().id().isPresent();
    return mayRace && right.isNothing() && right.rule().equals("leader-race")
        ? new Decision(
            right.rule(),
            "takes the key",
            List.of(new Action.TakeLeaderKey(), new Action.Promote()))
        : right;
  }

  /**
   * @param onlyWithPromotion whether actions of a kind are left out beside a promotion only
   */
  private static Decision without(
      Decision right, Class<? extends Action> kind, boolean onlyWithPromotion) {
    Optional<Action> promotion =
        right.actions().stream().filter(Action.Promote.class::isInstance).findFirst();
    if (onlyWithPromotion && promotion.isEmpty()) {
      return right;
    }
    return new Decision(
        right.rule(),
        right.reason(),
        right.actions().stream().filter(action -> !kind.isInstance(action)).toList());
  }
}
