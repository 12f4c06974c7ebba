package dev.ordeal.trials;

import dev.ordeal.engine.Engine;
import dev.ordeal.engine.Judgement;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.RunDescription;
import dev.ordeal.evidence.RunFolder;
import dev.ordeal.evidence.RunWriter;
import dev.ordeal.language.Scenario;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One scenario played once, from the first event to the verdicts. */
public final class Trial {
  private final Scenario scenario;
  private final Path file;
  private final long seed;
  private final World world;
  private final Environment environment;
  private final Path folder;
  private final RunDescription description;
  private final RunWriter writer;
  private final Engine engine;

  /**
   * Opens the run folder; the run begins.
   *
   * @param file the scenario's file, whose name is kept
   * @param folder must not hold a run yet
   * @param listeners who else hears of the events
   */
  public Trial(
      Scenario scenario,
      Path file,
      long seed,
      World world,
      Environment environment,
      Path folder,
      List<Consumer<Event>> listeners) {
    this.scenario = scenario;
    this.file = file;
    this.seed = seed;
    this.world = world;
    this.environment = environment;
    this.folder = folder;
    description = RunDescriptions.of(scenario, file, seed, world);
    writer = RunWriter.open(folder, description, scenario.text(), world);
    keepEnvironmentFile();
    engine =
        new Engine(
            world,
            environment,
            scenario,
            writer,
            listeners,
            Optional.of(new RunFolder(folder).logs()));
  }

  /** Keeps beside the scenario what it is based on, so that the folder can be judged anywhere. */
  private void keepEnvironmentFile() {
    Path beside = file.toAbsolutePath().getParent();
    var library = beside == null ? EnvironmentLibrary.shipped() : EnvironmentLibrary.beside(beside);
    String name = scenario.plan().name();
    library
        .source(name)
        .ifPresent(text -> {
          Path kept = folder.resolve("environments").resolve(name + ".yaml");
          try {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, text);
          } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + kept, e);
          }
        });
  }

  /** Breaks it off at its next pause. From any thread. */
  public void interrupt(String reason) {
    engine.interrupt(reason);
  }

  /** Plays and judges what was written down. */
  public Result play(Engine.Preparation preparation) {
    try (writer) {
      engine.play(ready -> {
        preparation.prepare(ready);
        writer.describe(description.withVersions(environment.versions()));
      });
    }
    Evidence evidence = new RunFolder(folder).read();
    return new Result(folder, evidence, Judgement.of(scenario, evidence));
  }

  /** What was seen and what became of every promise. */
  public record Result(Path folder, Evidence evidence, Judgement judgement) {}
}
