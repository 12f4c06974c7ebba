package dev.ordeal.trials;

import dev.ordeal.evidence.Event;
import dev.ordeal.world.RealWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays trials one after the other. Those of one plan in a row share an environment, which is made
 * as new between them; nothing is played twice because it failed.
 */
public final class TrialSeries implements AutoCloseable {
  private final Path runs;
  private final EnvironmentPool pool;
  private final UnderWay underWay = new UnderWay();

  /**
   * @param runs the folder in which every trial gets its run folder
   */
  public TrialSeries(Path runs, long seed) {
    this.runs = runs;
    this.pool = new EnvironmentPool(RealWorld.of(seed));
  }

  /** Plays the trial of {@code set} that has {@code seed}. */
  public Played play(TrialSet set, long seed, List<Consumer<Event>> listeners) {
    Path folder = runs.resolve(set.folder(seed));
    if (set.simulated()) {
      return simulated(set, seed, folder, listeners);
    }
    try {
      EnvironmentPool.Lease lease = pool.lease(set.scenario().plan());
      var trial =
          new Trial(
              set.scenario(),
              set.file(),
              seed,
              RealWorld.of(seed),
              lease.environment(),
              folder,
              listeners);
      underWay.begins(trial);
      Trial.Result result = trial.play(lease.preparation());
      return new Played(set, seed, folder, Optional.of(result.judgement()), "");
    } catch (RuntimeException failure) {
      // Nobody knows in what state the environment is now.
      pool.close();
      return new Played(set, seed, folder, Optional.empty(), words(failure));
    } finally {
      underWay.ended();
    }
  }

  private static Played simulated(
      TrialSet set, long seed, Path folder, List<Consumer<Event>> listeners) {
    try {
      Trial.Result result = Simulation.play(set.scenario(), set.file(), seed, folder, listeners);
      return new Played(set, seed, folder, Optional.of(result.judgement()), "");
    } catch (RuntimeException failure) {
      return new Played(set, seed, folder, Optional.empty(), words(failure));
    }
  }

  private static String words(RuntimeException failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** Breaks off the trial that is under way; the caller plays no further ones. From any thread. */
  public void interrupt() {
    underWay.interrupt();
  }

  public boolean isInterrupted() {
    return underWay.isInterrupted();
  }

  @Override
  public void close() {
    pool.close();
  }
}
