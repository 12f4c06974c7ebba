package dev.ordeal.agent.policy;

import java.util.List;
import java.util.Optional;

/** An ordered list of small rules, of which the first with an opinion wins. */
public final class HaPolicy implements Policy {
  private static final List<Rule> LADDER =
      List.of(
          new LeadershipLost(),
          new ReplicaStarting(),
          new JobUnderWay(),
          new StoreUnreachable(),
          new DataDirectoryEmpty(),
          new ForeignCluster(),
          new ClusterUninitialized(),
          new ServerDown(),
          new ServerStarting(),
          new Reinitialization(),
          new RestartWanted(),
          new WatchdogMissing(),
          new PrimaryWithoutKey(),
          new LeaderRace(),
          new LeaseElsewhere(),
          new LeaseRanOut(),
          new PausedReplicaLeads(),
          new ClusterDemoted(),
          new Promotion(),
          new HandingOver(),
          new LogDiverged(),
          new LogLeftBehind(),
          new StandbyLeader(),
          new Leading(),
          new Following(),
          new Waiting());

  /** The policy of the reference agent. */
  public static final HaPolicy STANDARD = new HaPolicy(LADDER);

  private final List<Rule> rules;

  private HaPolicy(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * The policy without one of its rules: a mistake on purpose, to see who notices.
   *
   * @throws IllegalArgumentException where it has no such rule
   */
  public HaPolicy without(String name) {
    List<Rule> others = rules.stream().filter(rule -> !rule.name().equals(name)).toList();
    if (others.size() == rules.size()) {
      throw new IllegalArgumentException("no rule is called " + name);
    }
    return new HaPolicy(others);
  }

  @Override
  public Decision decide(Observation seen) {
    for (Rule rule : rules) {
      Optional<Decision> opinion = rule.opinion(seen);
      if (opinion.isPresent()) {
        return opinion.get();
      }
    }
    throw new IllegalStateException("the last rule of the ladder had no opinion");
  }

  /** The names of the rules, in the order of the ladder. */
  public static List<String> names() {
    return LADDER.stream().map(Rule::name).toList();
  }

  /** The ladder in words, one rule a line, for review. */
  public static String printed() {
    var text = new StringBuilder();
    int number = 10;
    for (Rule rule : LADDER) {
      text.append("%4d  %-22s  %s%n".formatted(number, rule.name(), rule.sentence()));
      number += 10;
    }
    return text.toString();
  }
}
