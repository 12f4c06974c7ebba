package dev.ordeal.simulation.mistakes;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Policy;
import dev.ordeal.agent.policy.Vacancy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** A policy with the mistakes that were planted. */
final class MistakenPolicy {
  private static final Map<Misbehaviour, String> WITHOUT = new EnumMap<>(Misbehaviour.class);
  private static final Map<Misbehaviour, BiFunction<Observation, Decision, Decision>> TURNED =
      new EnumMap<>(Misbehaviour.class);

  static {
    WITHOUT.put(Misbehaviour.MINDS_NO_OTHER_LEADER, "leadership-lost");
    WITHOUT.put(Misbehaviour.MINDS_NO_LOST_KEY, "primary-without-key");
    WITHOUT.put(Misbehaviour.MINDS_NO_UNREACHABLE_STORE, "store-unreachable");
    WITHOUT.put(Misbehaviour.MINDS_NO_DIVERGED_LOG, "log-diverged");
    WITHOUT.put(Misbehaviour.MINDS_NO_NEW_LEADER, "following");
    WITHOUT.put(Misbehaviour.MINDS_NO_DEAD_SERVER, "server-down");
    WITHOUT.put(Misbehaviour.MINDS_NO_JOB, "job-under-way");
    TURNED.put(Misbehaviour.TAKES_THE_KEY_WITHOUT_ASKING, MistakenPolicy::raceAnyway);
    TURNED.put(
        Misbehaviour.TAKES_THE_END_OF_A_LEASE_FOR_THE_END_OF_ITS_LEADER,
        (seen, right) ->
            Vacancy.against(seen).filter(right.reason()::equals).isPresent()
                ? raceAnyway(seen, right)
                : right);
    TURNED.put(Misbehaviour.PROMOTES_BEFORE_THE_SYNC_KEY, MistakenPolicy::promoteAtOnce);
    TURNED.put(
        Misbehaviour.KEEPS_NAMES_FROM_THE_SERVER,
        (_, right) -> without(right, Action.SetSynchronousNames.class));
    TURNED.put(
        Misbehaviour.WRITES_THE_SYNC_KEY_BEFORE_THE_NAMES, MistakenSynchronousSteps::keyFirst);
    TURNED.put(
        Misbehaviour.TAKES_THE_NAMES_BEFORE_THE_SYNC_KEY, MistakenSynchronousSteps::namesFirst);
    TURNED.put(Misbehaviour.HANDS_OVER_BEFORE_THE_SERVER_STOPPED, MistakenPolicy::releaseFirst);
  }

  private MistakenPolicy() {}

  static Policy of(HaPolicy ladder, Set<Misbehaviour> planted) {
    HaPolicy left = ladder;
    for (Map.Entry<Misbehaviour, String> rule : WITHOUT.entrySet()) {
      left = planted.contains(rule.getKey()) ? left.without(rule.getValue()) : left;
    }
    Policy policy = left;
    for (Map.Entry<Misbehaviour, BiFunction<Observation, Decision, Decision>> turn :
        TURNED.entrySet()) {
      policy = planted.contains(turn.getKey()) ? turned(policy, turn.getValue()) : policy;
    }
    return policy;
  }

  private static Policy turned(Policy right, BiFunction<Observation, Decision, Decision> turn) {
    return seen -> turn.apply(seen, right.decide(seen));
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

  private static Decision promoteAtOnce(Observation seen, Decision right) {
    return right.actions().stream().anyMatch(Action.Promote.class::isInstance)
        ? without(right, Action.WriteSync.class)
        : right;
  }

  private static Decision releaseFirst(Observation seen, Decision right) {
    List<Action> actions = new ArrayList<>();
    for (Action action : right.actions()) {
      if (action instanceof Action.HandOver) {
        actions.add(new Action.ReleaseLeaderKey());
      }
      actions.add(action);
    }
    return new Decision(right.rule(), right.reason(), actions);
  }

  private static Decision without(Decision right, Class<? extends Action> kind) {
    return new Decision(
        right.rule(),
        right.reason(),
        right.actions().stream().filter(action -> !kind.isInstance(action)).toList());
  }
}
