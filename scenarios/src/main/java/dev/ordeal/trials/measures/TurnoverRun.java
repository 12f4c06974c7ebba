package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.containers.SpareEnvironment;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts environments, uses them a little, makes them as new, ends them, and takes over frozen
 * spares. A round before the first makes the images that are missing, and does not count.
 */
public final class TurnoverRun implements AutoCloseable {
  /** How many environments, and as many spares. */
  public static final int ROUNDS = 3;

  /** How often each environment is made as new. */
  public static final int RECYCLES = 3;

  /** How long each spare is frozen. */
  public static final Duration FROZEN = Duration.ofSeconds(10);

  private static final Duration START_LIMIT = Duration.ofSeconds(8);
  private static final Duration RECYCLE_LIMIT = Duration.ofSeconds(4);
  private static final Duration END_LIMIT = Duration.ofSeconds(3);
  private static final Duration SPARE_LIMIT = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofSeconds(2);
  private static final int WRITES = 100;

  private final EnvironmentPlan plan;
  private final World world;
  private final List<Duration> starts = new ArrayList<>();
  private final List<Duration> recycles = new ArrayList<>();
  private final List<Duration> ends = new ArrayList<>();
  private final List<Duration> spares = new ArrayList<>();
  private volatile Runnable end = () -> {};
  private volatile boolean ended;

  public TurnoverRun(EnvironmentPlan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  /** Measures; about two minutes. */
  public Turnover measure() {
    try (var first = new ContainerEnvironment(plan, world)) {
      mayEnd(first::close);
      first.start();
    }
    for (int i = 0; i < ROUNDS; i++) {
      environment();
      spare();
    }
    return new Turnover(
        List.of(
            new Turnover.Row("start", starts, START_LIMIT),
            new Turnover.Row("as new for the next trial", recycles, RECYCLE_LIMIT),
            new Turnover.Row("end", ends, END_LIMIT),
            new Turnover.Row("take-over of a spare", spares, SPARE_LIMIT)));
  }

  private void environment() {
    try (var environment = new ContainerEnvironment(plan, world)) {
      mayEnd(environment::close);
      timed(starts, environment::start);
      for (int i = 0; i < RECYCLES; i++) {
        use(environment);
        timed(recycles, environment::recycle);
      }
      timed(ends, environment::close);
    }
  }

  private void spare() {
    try (var spare = new SpareEnvironment(plan, world)) {
      mayEnd(spare::close);
      spare.prepare();
      world.sleep(FROZEN);
      Moment begin = world.monotonic();
      try (Environment taken = spare.take()) {
        spares.add(world.monotonic().since(begin));
        mayEnd(taken::close);
        use(taken);
      }
    }
  }

  /** An environment that nobody used would be as new at once. */
  private static void use(Environment environment) {
    try (Session session = environment.sessions().open(new Entry.Primary(), CALL)) {
      for (int i = 1; i <= WRITES; i++) {
        session.append("w", i, CALL);
      }
    } catch (SessionFailure e) {
      throw new IllegalStateException("an environment that is up takes no writes", e);
    }
  }

  /** From now on this is what there is to end. */
  private void mayEnd(Runnable how) {
    end = how;
    if (ended) {
      throw new IllegalStateException("interrupted");
    }
  }

  private void timed(List<Duration> times, Runnable work) {
    Moment begin = world.monotonic();
    work.run();
    times.add(world.monotonic().since(begin));
  }

  /** Ends what is there, whoever measures; from any thread. */
  @Override
  public void close() {
    ended = true;
    end.run();
  }
}
