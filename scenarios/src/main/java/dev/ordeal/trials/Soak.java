package dev.ordeal.trials;

import dev.ordeal.checks.Outcome;
import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.engine.Judgement;
import dev.ordeal.environment.Environment;
import dev.ordeal.language.Scenario;
import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios, one after the other in one environment of containers that is never made anew: what a
 * fault leaves behind for long, as a leak or a node that does not come back, shows in no single
 * trial. Every round is a trial of its own, with its scenario file and its run folder, and must
 * settle; the next one begins as it has ended.
 */
public final class Soak implements AutoCloseable {
  private final World world;
  private final Settings settings;
  private volatile @Nullable ContainerEnvironment environment;
  private final UnderWay underWay = new UnderWay();

  /**
   * What is soaked.
   *
   * @param scenarios the scenario of each seed, all of one environment
   * @param first the seed of the first round; each further one has the next
   * @param time how long; a round that has begun is played to its end
   * @param rounds how many at most
   * @param keepsGoing whether it goes on after a broken promise
   * @param folder where every round has its scenario file and its run folder
   */
  public record Settings(
      LongFunction<Scenario> scenarios,
      long first,
      Duration time,
      int rounds,
      boolean keepsGoing,
      Path folder) {}

  public Soak(Settings settings) {
    this.world = RealWorld.of(settings.first());
    this.settings = settings;
  }

  /**
   * Plays rounds until the time is up, a promise is broken, or somebody interrupts.
   *
   * @param progress told of every round as soon as it is judged
   * @throws RuntimeException where Ordeal itself failed, or the environment does not become steady
   */
  public List<SoakRound> play(Consumer<SoakRound> progress) {
    Moment begin = world.monotonic();
    List<SoakRound> rounds = new ArrayList<>();
    boolean goesOn = true;
    while (goesOn
        && rounds.size() < settings.rounds()
        && !underWay.isInterrupted()
        && world.monotonic().since(begin).compareTo(settings.time()) < 0) {
      SoakRound round = round(rounds.size() + 1);
      rounds.add(round);
      progress.accept(round);
      goesOn = settings.keepsGoing() || round.judgement().outcome() != Outcome.FAIL;
    }
    return rounds;
  }

  private SoakRound round(int number) {
    long seed = settings.first() + number - 1;
    Scenario scenario = settings.scenarios().apply(seed);
    String name = String.format(Locale.ROOT, "round-%04d", number);
    Path file = written(settings.folder().resolve(name + ".yaml"), scenario.text());
    boolean isFirst = environment == null;
    ContainerEnvironment place = environment(scenario);
    Path run = settings.folder().resolve(name);
    Moment begin = world.monotonic();
    var trial = new Trial(scenario, file, seed, RealWorld.of(seed), place, run, List.of());
    underWay.begins(trial);
    try {
      Judgement judgement =
          trial.play(isFirst ? Environment::start : _ -> place.goOn()).judgement();
      return new SoakRound(
          number, file, run, seed, judgement, world.monotonic().since(begin), place.agentUses());
    } finally {
      underWay.ended();
    }
  }

  private ContainerEnvironment environment(Scenario scenario) {
    ContainerEnvironment place = environment;
    if (place == null) {
      // Any later round may skew a clock.
      place = new ContainerEnvironment(scenario.plan().withSkewableClocks(), world);
      environment = place;
    }
    return place;
  }

  private static Path written(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Breaks off the round that is under way; no further one begins. From any thread. */
  public void interrupt() {
    underWay.interrupt();
  }

  /** Ends the environment and leaves nothing of it. */
  @Override
  public void close() {
    ContainerEnvironment place = environment;
    if (place != null) {
      place.close();
    }
  }
}
