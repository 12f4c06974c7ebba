package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.world.RealWorld;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Draws schedules: most of the kind in which anything may happen at once, and some in which so
 * little happens that more can be promised.
 */
final class Drawing {
  private static final int ONE_IN = 8;

  /**
   * A store that has lost its leader may need several elections, and no lease may end meanwhile.
   */
  private static final int ELECTIONS = 8;

  private static final int MOST_STRIKES = 2;

  /** Who does not hear that its lease was ended takes writes without the key. */
  static final String MISROUTED = "writes-misrouted";

  private final List<String> environments;

  /**
   * @param environments names of environments that Ordeal ships, at least one
   */
  Drawing(List<String> environments) {
    this.environments = List.copyOf(environments);
  }

  /**
   * A schedule that has not been played yet.
   *
   * @param strikes how often something may be struck in it, where an agent changes something
   */
  record Drawn(Draft draft, Dice dice, int strikes) {}

  Drawn draw(long seed) {
    RandomGenerator random = RealWorld.of(seed).random("schedule");
    String name = environments.get(random.nextInt(environments.size()));
    EnvironmentPlan plan = plan(name);
    Manner manner = manner(random, plan);
    Dice dice = Dice.of(random, plan);
    List<DraftStep> steps = manner.steps(dice);
    SequencedMap<String, Object> promises = promises(plan);
    if (steps.stream().anyMatch(FaultKind::endsALease)) {
      promises.remove(MISROUTED);
    }
    SequencedMap<String, Object> more = manner.promises(steps);
    promises.putAll(more);
    // What is promised beyond the usual holds because so little happens: no further fault there.
    int strikes = more.isEmpty() ? dice.between(0, MOST_STRIKES) : 0;
    var draft =
        new Draft(
            "drawn by seed " + seed, "A drawn schedule.", name, workload(plan), steps, promises);
    return new Drawn(draft, dice, strikes);
  }

  private static Manner manner(RandomGenerator random, EnvironmentPlan plan) {
    Duration elections = plan.store().electionTimeout().multipliedBy(ELECTIONS);
    boolean patient = plan.agent().timeToLive().compareTo(elections) > 0;
    return switch (random.nextInt(ONE_IN)) {
      case 0 -> patient ? new OneMemberOfTheStore() : new AnythingAtOnce();
      case 1 -> new OneLongFailure();
      case 2 -> new LeadersDieInTurn();
      case 3 -> isFailsafe(plan) ? new StoreAway() : new AnythingAtOnce();
      case 4, 5 -> new StruckOperations();
      default -> new AnythingAtOnce();
    };
  }

  private static EnvironmentPlan plan(String name) {
    var problems = new Problems();
    return EnvironmentLibrary.shipped()
        .find(name, new Position("--environment", 1, 1), problems)
        .orElseThrow(() -> new IllegalArgumentException(problems.inOrder().toString()));
  }

  private static boolean isFailsafe(EnvironmentPlan plan) {
    return isOn(plan, "failsafe_mode");
  }

  private static boolean isOn(EnvironmentPlan plan, String setting) {
    return String.valueOf(plan.agent().configuration().get(setting)).equals("true");
  }

  private static boolean keepsWrites(EnvironmentPlan plan) {
    return plan.replication().mode() != Replication.Mode.ASYNCHRONOUS;
  }

  private static SequencedMap<String, Object> workload(EnvironmentPlan plan) {
    SequencedMap<String, Object> workload = group("writes", "50/s", "reads", "20/s");
    if (keepsWrites(plan)) {
      workload.put("registers", "10/s");
    }
    workload.put("long-sessions", 3);
    return workload;
  }

  /**
   * Only what is promised whatever happens: no time of a failover, no write kept that need not. A
   * leader by failsafe mode rightly takes writes without the key, and keeps its sessions.
   */
  private static SequencedMap<String, Object> promises(EnvironmentPlan plan) {
    SequencedMap<String, Object> promises = group("leaders-at-once", group("at-most", 1));
    if (!isFailsafe(plan)) {
      promises.put(MISROUTED, group("at-most", 0));
      promises.put("old-sessions-closed", group("within", "10s"));
    }
    if (keepsWrites(plan)) {
      promises.put("acknowledged-writes-lost", group("exactly", 0));
      promises.put(
          "registers-linearizable", group("limit", "10s", "unacknowledged-reads", "ignored"));
    }
    if (isOn(plan, "check_timeline")) {
      promises.put("timelines-lost", group("at-most", 0, "lasting", longerThanALease(plan)));
    }
    promises.put("every-node-streams-again", group("within", "100s"));
    return promises;
  }

  /** Who leads for longer than this has renewed its lease, and had a cycle to write history in. */
  private static String longerThanALease(EnvironmentPlan plan) {
    Duration cycles = plan.agent().loopWait().multipliedBy(2);
    return plan.agent().timeToLive().plus(cycles).toMillis() + "ms";
  }
}
