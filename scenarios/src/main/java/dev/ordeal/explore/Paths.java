package dev.ordeal.explore;

import dev.ordeal.evidence.Event;
import dev.ordeal.trials.Simulation;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a run has been.
 *
 * @param states distinct states of the cluster, as numbers that stand for them: who holds the key,
 *     and what every agent last said of itself
 * @param rules the rules of the policy by which an agent decided
 */
record Paths(SortedSet<Integer> states, SortedSet<String> rules) {
  private static final Pattern RULE = Pattern.compile("\\[([a-z-]+)]$");

  static Paths of(Simulation.Seen seen) {
    SortedSet<Integer> states = new TreeSet<>();
    SortedMap<String, String> last = new TreeMap<>();
    for (Event event : seen.evidence().events()) {
      String before =
          switch (event) {
            case Event.LeaderKeyChanged key -> put(last, "leader", key.leader().orElse(""));
            case Event.AgentSample agent ->
                put(
                    last,
                    agent.node(),
                    agent.reach()
                        + agent.state().orElse("")
                        + agent.role().orElse("")
                        + agent.primaryStatus().orElse(0)
                        + agent.replicaStatus().orElse(0));
            default -> "";
          };
      if (!before.isEmpty()) {
        states.add(last.toString().hashCode());
      }
    }
    SortedSet<String> rules = new TreeSet<>();
    for (List<String> lines : seen.agentLogs().values()) {
      for (String line : lines) {
        Matcher rule = RULE.matcher(line);
        if (rule.find()) {
          rules.add(rule.group(1));
        }
      }
    }
    return new Paths(states, rules);
  }

  /** What a place says now; empty where it says the same as before. */
  private static String put(SortedMap<String, String> last, String place, String words) {
    String old = last.put(place, words);
    return words.equals(old) ? "" : "changed";
  }

  static Paths none() {
    return new Paths(new TreeSet<>(), new TreeSet<>());
  }

  /** Both. */
  Paths and(Paths other) {
    SortedSet<Integer> allStates = new TreeSet<>(states);
    allStates.addAll(other.states);
    SortedSet<String> allRules = new TreeSet<>(rules);
    allRules.addAll(other.rules);
    return new Paths(allStates, allRules);
  }
}
