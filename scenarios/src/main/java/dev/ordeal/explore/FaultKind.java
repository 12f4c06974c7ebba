package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a drawn step may do. Left out is what breaks promises by its nature, whatever the agent: a
 * promotion behind its back, the end of agent and guardian together, a node that freezes whole and
 * wakes after its lease.
 */
enum FaultKind {
  POWER_OFF(lasting("power-off", Dice::node)),
  KILL_NODE(lasting("kill", Dice::node)),
  KILL_SERVER(momentary("kill", dice -> group("server", dice.node()))),
  KILL_BACKEND(momentary("kill", _ -> group("backend-of", "leader"))),
  KILL_AGENT(lasting("kill", dice -> group("agent", dice.node()))),
  PAUSE_AGENT(lasting("pause", dice -> group("agent", dice.node()))),
  KILL_GUARDIAN(lasting("kill", dice -> group("guardian", dice.node()))),
  PAUSE_GUARDIAN(lasting("pause", dice -> group("guardian", dice.node()))),
  PAUSE_SERVER(lasting("pause", dice -> group("server", dice.node()))),
  KILL_MEMBER(lasting("kill", Dice::member)),
  PAUSE_MEMBER(lasting("pause", Dice::member)),
  RESTART_MEMBER(
      momentary(
          "restart",
          dice -> group("member", dice.member(), "down-for", dice.lasts().toMillis() + "ms"))),
  CUT_NODE_FROM_STORE(
      lasting(
          "cut",
          dice -> group("between", dice.node(), "and", "every-dcs-member", "by", dice.manner()))),
  CUT_NODE_FROM_MEMBER(
      lasting(
          "cut", dice -> group("between", dice.node(), "and", dice.member(), "by", dice.manner()))),
  NODE_UNHEARD_BY_STORE(
      lasting(
          "cut", dice -> group("from", dice.node(), "to", "every-dcs-member", "by", "silence"))),
  STORE_UNHEARD_BY_NODE(
      lasting(
          "cut", dice -> group("from", "every-dcs-member", "to", dice.node(), "by", "silence"))),
  CUT_MEMBER_OFF(
      lasting(
          "cut",
          dice -> group("between", dice.member(), "and", "everything-else", "by", "silence"))),
  CUT_MEMBER_FROM_MEMBERS(cut(Dice::member, _ -> "every-dcs-member", "dcs-peers")),
  CUT_REPLICATION(cut(Dice::node, _ -> "every-node", "postgresql")),
  CUT_PEERS(cut(Dice::node, _ -> "every-node", "rest")),
  CUT_PROXY_FROM_AGENT(cut(_ -> "proxy", Dice::node, "rest")),
  ISOLATE_NODE(
      lasting(
          "cut", dice -> group("between", dice.node(), "and", "everything-else", "by", "silence"))),
  SLOW_NODE(lasting("slow", FaultKind::slow)),
  THROTTLE_REPLICATION(
      lasting(
          "throttle",
          dice ->
              group(
                  "between",
                  dice.node(),
                  "and",
                  "every-node",
                  "services",
                  "postgresql",
                  "at-most",
                  dice.between(1, 64) + "KB/s"))),
  RESET_CLIENTS(
      momentary("reset", _ -> group("between", "clients", "and", "proxy", "services", "proxy"))),
  FILL_DISK(lasting("fill-disk", Dice::node)),
  SLOW_DISK(
      lasting(
          "slow-disk", dice -> group("node", dice.node(), "fsync", dice.between(2, 500) + "ms"))),
  SKEW_CLOCK(
      lasting(
          "skew",
          dice ->
              group(
                  "node",
                  dice.node(),
                  "offset",
                  dice.one("-2h", "-30s", "-3s", "3s", "30s", "2h")))),
  SWITCHOVER(momentary("switchover", _ -> group("to", "any-replica"))),
  RESTART_SERVER(momentary("restart-server", Dice::node)),
  REINITIALIZE(momentary("reinitialize", _ -> "any-replica")),
  REVOKE_LEASE(momentary("revoke-lease", Dice::node));

  private static final Set<FaultKind> OF_AGENTS = EnumSet.of(KILL_AGENT, PAUSE_AGENT);
  private static final Set<FaultKind> OF_GUARDIANS = EnumSet.of(KILL_GUARDIAN, PAUSE_GUARDIAN);

  private final Function<Dice, DraftStep> draw;

  FaultKind(Function<Dice, DraftStep> draw) {
    this.draw = draw;
  }

  DraftStep draw(Dice dice) {
    return draw.apply(dice);
  }

  /** Whether the store ends a lease before its time, by that step. */
  static boolean endsALease(DraftStep step) {
    return step.verb().equals("revoke-lease");
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

  private static Object slow(Dice dice) {
    int latency = dice.between(5, 400);
    return group(
        "between",
        dice.node(),
        "and",
        "everything-else",
        "latency",
        latency + "ms",
        "jitter",
        dice.between(1, latency) + "ms");
  }

  /** A cut of one service, in a drawn manner. */
  private static Function<Dice, DraftStep> cut(
      Function<Dice, Object> one, Function<Dice, Object> other, String service) {
    return lasting(
        "cut",
        dice ->
            group(
                "between",
                one.apply(dice),
                "and",
                other.apply(dice),
                "services",
                service,
                "by",
                dice.manner()));
  }

  /** A fault that is healed after a drawn time. */
  private static Function<Dice, DraftStep> lasting(String verb, Function<Dice, Object> meaning) {
    return dice -> {
      Object drawn = meaning.apply(dice);
      return new DraftStep(dice.after(), verb, drawn, Optional.of(dice.lasts()));
    };
  }

  /** What is done once, and needs no healing. */
  private static Function<Dice, DraftStep> momentary(String verb, Function<Dice, Object> meaning) {
    return dice -> {
      Object drawn = meaning.apply(dice);
      return new DraftStep(dice.after(), verb, drawn, Optional.empty());
    };
  }
}
