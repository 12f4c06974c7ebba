package dev.ordeal.engine;

import dev.ordeal.environment.Environment;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.Step;
import dev.ordeal.language.StepReader;
import dev.ordeal.sensors.Pace;
import dev.ordeal.sensors.Sensors;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps by hand on an environment that runs, one after the other, by the same means as in a
 * scenario. There is no load, no sensor and no verdict; the marks of each fault go to the recorder.
 * One step at a time; only {@link #interrupt} may be called beside it.
 */
public final class Improvisation implements AutoCloseable {
  private final Interruption interruption;
  private final Harm harm;
  private final Cast cast;
  private final OperationPlayer operations;
  private final StepPlayer player;
  private final Recorder recorder;
  private final StepReader reader;

  /** Takes whoever leads now for the first leader. */
  public Improvisation(World world, Environment environment, Recorder recorder) {
    this.recorder = recorder;
    reader = new StepReader(environment.plan());
    interruption = new Interruption(world);
    var marks = new Marks(recorder);
    harm = new Harm(world, environment.faults(), marks);
    cast =
        new Cast(
            environment.plan(),
            environment.probes(),
            interruption,
            world.random("targets"),
            harm::metBy,
            harm::hasMet);
    operations = new OperationPlayer(world, environment.operations(), cast, marks);
    player =
        new StepPlayer(
            recorder,
            interruption,
            cast,
            new FaultMaker(cast, environment.links()),
            harm,
            operations,
            new Expectations(cast, new Acknowledgements(), recorder),
            marks,
            new Sensors(world, recorder, environment.probes(), environment.plan(), Pace.USUAL),
            false);
    cast.rememberFirstLeader();
  }

  /**
   * The step in {@code text}; empty where it has any problem, in itself or in this environment.
   *
   * @param file how the text is called in problems
   */
  public Optional<Step> read(String file, String text, Problems problems) {
    return reader.read(file, text, problems);
  }

  /** Plays the step and returns when its faults were seen to bite, or have failed to. */
  public void play(Step step) {
    player.play(step);
    harm.awaitLooks();
    operations.awaitAnswers(interruption);
  }

  /** What could be healed now, the oldest first. */
  public List<InForce> inForce() {
    List<InForce> found = new ArrayList<>();
    for (FaultInForce fault : harm.inForce()) {
      var applied = fault.applied();
      found.add(
          new InForce(
              applied.fault().yamlName(),
              applied.targets(),
              applied.means(),
              age(fault.sinceNs())));
    }
    operations
        .maintenanceSinceNs()
        .ifPresent(sinceNs ->
            found.add(
                new InForce("maintenance", List.of("every agent"), "REST API", age(sinceNs))));
    return found;
  }

  /**
   * Heals every fault and ends a maintenance mode.
   *
   * @return how much there was to heal
   */
  public int healAll() {
    int maintenance = operations.maintenanceSinceNs().isPresent() ? 1 : 0;
    operations.endMaintenance();
    return maintenance + harm.healAll();
  }

  private Duration age(long sinceNs) {
    return Duration.ofNanos(recorder.nowNs() - sinceNs);
  }

  /** Breaks off the step that is being played, and every later one. From any thread. */
  public void interrupt(String reason) {
    interruption.wish(reason);
  }

  /** Ends all tasks; what was not healed stays as it is. */
  @Override
  public void close() {
    harm.close();
    operations.close();
  }

  /** A fault in force, and for how long it has been so. */
  public record InForce(String fault, List<String> targets, String means, Duration age) {
    public InForce {
      targets = List.copyOf(targets);
    }
  }
}
