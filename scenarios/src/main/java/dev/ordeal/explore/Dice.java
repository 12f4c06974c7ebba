package dev.ordeal.explore;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/** Draws the parts of a step; the same random stream gives the same ones. */
record Dice(RandomGenerator random, EnvironmentPlan plan) {
  private static final double SHORTEST_MILLIS = 150;
  private static final double LONGEST_MILLIS = 20_000;
  private static final int LONGEST_PAUSE_MILLIS = 4_000;
  private static final int SHORT_PAUSE_MILLIS = 300;

  /** Half of all faults meet whoever leads, the others any node by its name. */
  String node() {
    return random.nextBoolean() ? "leader" : of(plan.nodes()).value();
  }

  String member() {
    return random.nextInt(3) == 0 ? "dcs-leader" : of(plan.store().members()).value();
  }

  String manner() {
    return one("silence", "refusal", "stall");
  }

  /** Short as often as long: evenly over the orders of magnitude. */
  Duration lasts() {
    double span = Math.log(LONGEST_MILLIS / SHORTEST_MILLIS);
    return Duration.ofMillis(Math.round(SHORTEST_MILLIS * Math.exp(span * random.nextDouble())));
  }

  Duration after() {
    int most = random.nextBoolean() ? LONGEST_PAUSE_MILLIS : SHORT_PAUSE_MILLIS;
    return Duration.ofMillis(random.nextInt(most));
  }

  /** Both ends included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  private NodeName of(List<NodeName> names) {
    return names.get(random.nextInt(names.size()));
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
