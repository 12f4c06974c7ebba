package dev.ordeal.explore;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Draws the parts of a step; the same random stream gives the same ones.
 *
 * @param members of the store that may be harmed
 * @param aim the node that is harmed; empty for any
 */
record Dice(
    RandomGenerator random, EnvironmentPlan plan, List<NodeName> members, Optional<NodeName> aim) {
  private static final double SHORTEST_MILLIS = 150;
  private static final double LONGEST_MILLIS = 20_000;
  private static final double SOONEST_NANOS = 1e5;
  private static final double SOON_NANOS = 2e9;
  private static final int LONGEST_PAUSE_MILLIS = 4_000;
  private static final int SHORT_PAUSE_MILLIS = 300;

  static Dice of(RandomGenerator random, EnvironmentPlan plan) {
    return new Dice(random, plan, plan.store().members(), Optional.empty());
  }

  /** Dice that always choose the same member of the store. */
  Dice withOneMember() {
    return new Dice(random, plan, List.of(of(members)), aim);
  }

  /** Dice that always choose this node. */
  Dice aimedAt(NodeName node) {
    return new Dice(random, plan, members, Optional.of(node));
  }

  /**
   * Half of all faults meet whoever leads, the others any node by its name, or by its part where
   * commits wait for some nodes and not for others.
   */
  String node() {
    if (aim.isPresent()) {
      return aim.get().value();
    }
    if (random.nextBoolean()) {
      return "leader";
    }
    boolean waits = plan.replication().mode() == Replication.Mode.SYNCHRONOUS;
    return waits && random.nextBoolean()
        ? one("synchronous-standby", "asynchronous-standby")
        : of(plan.nodes()).value();
  }

  String member() {
    boolean any = members.size() > 1;
    return any && random.nextInt(3) == 0 ? "dcs-leader" : of(members).value();
  }

  String manner() {
    return one("silence", "refusal", "stall");
  }

  /** Short as often as long: evenly over the orders of magnitude. */
  Duration lasts() {
    return Duration.ofMillis(Math.round(between(SHORTEST_MILLIS, LONGEST_MILLIS)));
  }

  /** While something that takes an instant or seconds goes on: evenly over those magnitudes. */
  Duration soon() {
    return Duration.ofNanos(Math.round(between(SOONEST_NANOS, SOON_NANOS)));
  }

  /** Evenly over the orders of magnitude. */
  private double between(double least, double most) {
    return least * Math.exp(Math.log(most / least) * random.nextDouble());
  }

  /** At once, soon, or about when a lease runs out and somebody else is promoted. */
  Duration after() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> Duration.ofMillis(random.nextInt(SHORT_PAUSE_MILLIS));
      case 2, 3 -> Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
      default -> {
        int timeToLive = Math.toIntExact(plan.agent().timeToLive().toMillis());
        yield Duration.ofMillis(between(timeToLive * 3 / 4, timeToLive * 3 / 2));
      }
    };
  }

  /** Both ends included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A group of keys as a file has it: key, meaning, key, meaning. */
  static SequencedMap<String, Object> group(Object... keysAndMeanings) {
    SequencedMap<String, Object> group = new LinkedHashMap<>();
    for (int i = 0; i < keysAndMeanings.length; i += 2) {
      group.put(String.valueOf(keysAndMeanings[i]), keysAndMeanings[i + 1]);
    }
    return group;
  }
}
