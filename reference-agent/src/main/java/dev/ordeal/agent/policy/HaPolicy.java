package dev.ordeal.agent.policy;

import java.util.List;
import java.util.Optional;

/**
 * Decides what an agent does: an ordered list of small rules, of which the first with an opinion
 * wins. Pure: the same observation gives the same decision.
 */
public final class HaPolicy {
  private static final List<Rule> LADDER =
      List.of(
          new LeadershipLost(),
          new JobUnderWay(),
          new StoreUnreachable(),
          new DataDirectoryEmpty(),
          new ForeignCluster(),
          new ClusterUninitialized(),
          new ServerDown(),
          new ServerStarting(),
          new Reinitialization(),
          new RestartWanted(),
          new PrimaryWithoutKey(),
          new LeaderRace(),
          new LeaseElsewhere(),
          new LeaseRanOut(),
          new PausedReplicaLeads(),
          new Promotion(),
          new HandingOver(),
          new Leading(),
          new LogDiverged(),
          new Following(),
          new Waiting());

  private HaPolicy() {}

  /** What to do now, with the name of the rule that says so and its reason. */
  public static Decision decide(Observation seen) {
    for (Rule rule : LADDER) {
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
