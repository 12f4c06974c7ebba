package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.world.RealWorld;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Draws schedules. Every seed first switches about half of the kinds of faults off, so that kinds
 * that hide each other's effects are also tried apart (Groce et al., Swarm Testing, ISSTA 2012).
 */
final class Drawing {
  private static final int MOST_STEPS = 8;

  private final List<String> environments;

  /**
   * @param environments names of environments that Ordeal ships, at least one
   */
  Drawing(List<String> environments) {
    this.environments = List.copyOf(environments);
  }

  Draft draw(long seed) {
    RandomGenerator random = RealWorld.of(seed).random("schedule");
    String name = environments.get(random.nextInt(environments.size()));
    EnvironmentPlan plan = plan(name);
    List<FaultKind> kinds = swarm(random);
    var dice = new Dice(random, plan);
    int count = dice.between(1, MOST_STEPS);
    // The end of the schedule heals everything: what came last needs time to do its harm.
    List<DraftStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(kinds.get(random.nextInt(kinds.size())).draw(dice));
    }
    steps.add(new DraftStep(Duration.ZERO, "wait", dice.between(1, 15) + "s", Optional.empty()));
    boolean keepsWrites = plan.replication().mode() != Replication.Mode.ASYNCHRONOUS;
    return new Draft(
        "drawn by seed " + seed,
        "A drawn schedule.",
        name,
        workload(keepsWrites),
        steps,
        promises(keepsWrites));
  }

  private static EnvironmentPlan plan(String name) {
    var problems = new Problems();
    return EnvironmentLibrary.shipped()
        .find(name, new Position("--environment", 1, 1), problems)
        .orElseThrow(() -> new IllegalArgumentException(problems.inOrder().toString()));
  }

  private static List<FaultKind> swarm(RandomGenerator random) {
    List<FaultKind> kinds = new ArrayList<>();
    while (kinds.isEmpty()) {
      for (FaultKind kind : FaultKind.values()) {
        if (random.nextBoolean()) {
          kinds.add(kind);
        }
      }
    }
    return kinds;
  }

  private static SequencedMap<String, Object> workload(boolean keepsWrites) {
    SequencedMap<String, Object> workload = group("writes", "50/s", "reads", "20/s");
    if (keepsWrites) {
      workload.put("registers", "10/s");
    }
    workload.put("long-sessions", 3);
    return workload;
  }

  /** Only what is promised whatever happens: no time of a failover, no write kept that need not. */
  private static SequencedMap<String, Object> promises(boolean keepsWrites) {
    SequencedMap<String, Object> promises =
        group(
            "leaders-at-once",
            group("at-most", 1),
            "writes-misrouted",
            group("at-most", 0),
            "old-sessions-closed",
            group("within", "10s"));
    if (keepsWrites) {
      promises.put("acknowledged-writes-lost", group("exactly", 0));
      promises.put("registers-linearizable", group("limit", "10s"));
    }
    promises.put("every-node-streams-again", group("within", "100s"));
    return promises;
  }
}
