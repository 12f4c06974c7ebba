package dev.ordeal.simulation.mistakes;

import dev.ordeal.agent.cycle.AgentParts;
import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.Guard;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.simulation.ports.Interposed;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One agent's ways to the store, the server and the guardian, with their mistakes. */
final class MistakenPorts {
  static final Duration LATE = Duration.ofSeconds(5);
  private static final Duration START_LIMIT = Duration.ofDays(1);

  private final Set<Misbehaviour> planted;
  private final AgentParts right;
  private final Dcs dcs;
  private final Postgres postgres;
  private final Guard guard;
  private StoreView lastRead = StoreView.EMPTY;
  private boolean guardStopped;

  MistakenPorts(Set<Misbehaviour> planted, AgentParts right) {
    this.planted = planted;
    this.right = right;
    this.dcs = Interposed.on(Dcs.class, right.dcs(), ofStore());
    this.postgres = Interposed.on(Postgres.class, right.postgres(), ofServer());
    this.guard = Interposed.on(Guard.class, right.guard(), ofGuardian());
  }

  Dcs dcs() {
    return dcs;
  }

  Postgres postgres() {
    return postgres;
  }

  Guard guard() {
    return guard;
  }

  /** Takes notice of what was decided. */
  Decision decided(Decision decision) {
    boolean stops =
        decision.actions().stream()
            .anyMatch(each -> each instanceof Action.Demote || each instanceof Action.HandOver);
    if (stops && planted.contains(Misbehaviour.STOPS_THE_GUARDIAN_BEFORE_THE_SERVER)) {
      guardStopped = true;
      right.guard().release();
    }
    return decision;
  }

  private Map<String, Interposed.Instead> ofStore() {
    Map<String, Interposed.Instead> instead = new HashMap<>();
    if (planted.contains(Misbehaviour.RENEWS_FROM_A_STALE_READ)) {
      instead.put("read", (_, asked) -> readOrLast(asked));
      instead.put("renewLease", (_, asked) -> renewedOrLeading(asked));
    }
    if (planted.contains(Misbehaviour.TAKES_A_LOST_ANSWER_FOR_NOT_DONE)) {
      instead.put("releaseLeaderKey", (_, asked) -> releasedOrPrimaryAgain(asked));
      instead.put("handLeaderKey", (_, asked) -> releasedOrPrimaryAgain(asked));
    }
    return instead;
  }

  private StoreView readOrLast(Interposed.Right asked) {
    try {
      lastRead = (StoreView) value(asked.go());
    } catch (PortFailure.Unavailable e) {
      if (!lastRead.isLeader(right.identity().name())) {
        throw e;
      }
    }
    return lastRead;
  }

  private boolean renewedOrLeading(Interposed.Right asked) {
    try {
      return (Boolean) value(asked.go());
    } catch (PortFailure.Unavailable e) {
      if (lastRead.isLeader(right.identity().name())) {
        return true;
      }
      throw e;
    }
  }

  private boolean releasedOrPrimaryAgain(Interposed.Right asked) {
    try {
      return (Boolean) value(asked.go());
    } catch (PortFailure.Unavailable e) {
      if (right.postgres().process().isEmpty()) {
        right.postgres().startAsPrimary(START_LIMIT);
      }
      return false;
    }
  }

  private Map<String, Interposed.Instead> ofServer() {
    Map<String, Interposed.Instead> instead = new HashMap<>();
    if (planted.contains(Misbehaviour.STOPS_THE_GUARDIAN_BEFORE_THE_SERVER)) {
      for (String again : new String[] {"startAsPrimary", "promote"}) {
        instead.put(
            again,
            (_, done) -> {
              guardStopped = false;
              return done.go();
            });
      }
    }
    if (planted.contains(Misbehaviour.KEEPS_FRAGMENTS)) {
      instead.put("removeFragments", (_, _) -> List.of());
    }
    return instead;
  }

  private Map<String, Interposed.Instead> ofGuardian() {
    Map<String, Interposed.Instead> instead = new HashMap<>();
    if (planted.contains(Misbehaviour.STOPS_THE_GUARDIAN_BEFORE_THE_SERVER)) {
      instead.put("allowUntil", (_, done) -> guardStopped ? null : done.go());
    }
    if (planted.contains(Misbehaviour.DEMOTES_AFTER_THE_LEASE_RAN_OUT)) {
      instead.put(
          "allowUntil",
          (given, _) -> {
            right.guard().allowUntil(((Moment) given[0]).plus(LATE));
            return null;
          });
    }
    return instead;
  }

  private static Object value(@Nullable Object answer) {
    return java.util.Objects.requireNonNull(answer);
  }
}
