package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a drawn step may do. Left out is what breaks promises by its nature, whatever the agent: a
 * promotion behind its back, the end of agent and guardian together, a node that freezes whole and
 * wakes after its lease.
 */
enum FaultKind {
  POWER_OFF {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "power-off", dice.node());
    }
  },
  KILL_NODE {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "kill", dice.node());
    }
  },
  KILL_SERVER {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(dice, "kill", group("server", dice.node()));
    }
  },
  KILL_BACKEND {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(dice, "kill", group("backend-of", "leader"));
    }
  },
  KILL_AGENT {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "kill", group("agent", dice.node()));
    }
  },
  PAUSE_AGENT {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "pause", group("agent", dice.node()));
    }
  },
  KILL_GUARDIAN {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "kill", group("guardian", dice.node()));
    }
  },
  PAUSE_GUARDIAN {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "pause", group("guardian", dice.node()));
    }
  },
  PAUSE_SERVER {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "pause", group("server", dice.node()));
    }
  },
  KILL_MEMBER {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "kill", dice.member());
    }
  },
  PAUSE_MEMBER {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "pause", dice.member());
    }
  },
  RESTART_MEMBER {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(
          dice,
          "restart",
          group("member", dice.member(), "down-for", dice.lasts().toMillis() + "ms"));
    }
  },
  CUT_NODE_FROM_STORE {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "cut",
          group("between", dice.node(), "and", "every-dcs-member", "by", dice.manner()));
    }
  },
  CUT_NODE_FROM_MEMBER {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice, "cut", group("between", dice.node(), "and", dice.member(), "by", dice.manner()));
    }
  },
  NODE_UNHEARD_BY_STORE {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice, "cut", group("from", dice.node(), "to", "every-dcs-member", "by", "silence"));
    }
  },
  STORE_UNHEARD_BY_NODE {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice, "cut", group("from", "every-dcs-member", "to", dice.node(), "by", "silence"));
    }
  },
  CUT_MEMBER_OFF {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice, "cut", group("between", dice.member(), "and", "everything-else", "by", "silence"));
    }
  },
  CUT_MEMBER_FROM_MEMBERS {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "cut",
          group(
              "between",
              dice.member(),
              "and",
              "every-dcs-member",
              "services",
              "dcs-peers",
              "by",
              dice.manner()));
    }
  },
  CUT_REPLICATION {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "cut",
          group(
              "between",
              dice.node(),
              "and",
              "every-node",
              "services",
              "postgresql",
              "by",
              dice.manner()));
    }
  },
  CUT_PEERS {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "cut",
          group(
              "between",
              dice.node(),
              "and",
              "every-node",
              "services",
              "rest",
              "by",
              dice.manner()));
    }
  },
  CUT_PROXY_FROM_AGENT {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "cut",
          group("between", "proxy", "and", dice.node(), "services", "rest", "by", dice.manner()));
    }
  },
  ISOLATE_NODE {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice, "cut", group("between", dice.node(), "and", "everything-else", "by", "silence"));
    }
  },
  SLOW_NODE {
    @Override
    DraftStep draw(Dice dice) {
      int latency = dice.between(5, 400);
      return lasting(
          dice,
          "slow",
          group(
              "between",
              dice.node(),
              "and",
              "everything-else",
              "latency",
              latency + "ms",
              "jitter",
              dice.between(1, latency) + "ms"));
    }
  },
  THROTTLE_REPLICATION {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "throttle",
          group(
              "between",
              dice.node(),
              "and",
              "every-node",
              "services",
              "postgresql",
              "at-most",
              dice.between(1, 64) + "KB/s"));
    }
  },
  RESET_CLIENTS {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(
          dice, "reset", group("between", "clients", "and", "proxy", "services", "proxy"));
    }
  },
  FILL_DISK {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(dice, "fill-disk", dice.node());
    }
  },
  SLOW_DISK {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice, "slow-disk", group("node", dice.node(), "fsync", dice.between(2, 500) + "ms"));
    }
  },
  SKEW_CLOCK {
    @Override
    DraftStep draw(Dice dice) {
      return lasting(
          dice,
          "skew",
          group("node", dice.node(), "offset", dice.one("-2h", "-30s", "-3s", "3s", "30s", "2h")));
    }
  },
  SWITCHOVER {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(dice, "switchover", group("to", "any-replica"));
    }
  },
  RESTART_SERVER {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(dice, "restart-server", dice.node());
    }
  },
  REINITIALIZE {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(dice, "reinitialize", "any-replica");
    }
  },
  REVOKE_LEASE {
    @Override
    DraftStep draw(Dice dice) {
      return momentary(dice, LEASE_ENDS, dice.node());
    }
  };

  private static final String LEASE_ENDS = "revoke-lease";

  private static final Set<FaultKind> OF_AGENTS = EnumSet.of(KILL_AGENT, PAUSE_AGENT);
  private static final Set<FaultKind> OF_GUARDIANS = EnumSet.of(KILL_GUARDIAN, PAUSE_GUARDIAN);

  abstract DraftStep draw(Dice dice);

  /** Whether the store ends a lease before its time, by that step. */
  static boolean endsALease(DraftStep step) {
    return step.verb().equals(LEASE_ENDS);
  }

  /**
   * What may happen in one schedule: about half of the kinds are switched off in each, so that
   * kinds that hide each other's effects are also tried apart (Groce et al., Swarm Testing, ISSTA
   * 2012).
   */
  static List<FaultKind> swarm(Dice dice) {
    List<FaultKind> kinds = List.of();
    while (kinds.isEmpty()) {
      kinds =
          thatMayMeet(
              Arrays.stream(values()).filter(_ -> dice.random().nextBoolean()).toList(),
              dice.random().nextBoolean());
    }
    return kinds;
  }

  /** Either agents or guardians fail: without both nobody ends a server whose lease has run out. */
  static List<FaultKind> thatMayMeet(List<FaultKind> kinds, boolean guardians) {
    Set<FaultKind> out = guardians ? OF_AGENTS : OF_GUARDIANS;
    return kinds.stream().filter(kind -> !out.contains(kind)).toList();
  }

  private static DraftStep lasting(Dice dice, String verb, Object meaning) {
    return new DraftStep(dice.after(), verb, meaning, Optional.of(dice.lasts()));
  }

  private static DraftStep momentary(Dice dice, String verb, Object meaning) {
    return new DraftStep(dice.after(), verb, meaning, Optional.<Duration>empty());
  }
}
