package dev.ordeal.engine;

import dev.ordeal.engine.Interruption.BrokenOff;
import dev.ordeal.environment.Environment;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Phase;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.Scenario.Blindfold;
import dev.ordeal.language.Step;
import dev.ordeal.sensors.Pace;
import dev.ordeal.sensors.Sensors;
import dev.ordeal.workload.Workload;
import dev.ordeal.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The run on an environment that is ready: warm up, steps, heal everything, settle, collect. An
 * instance plays once.
 */
final class Play {
  private static final Duration EYES_OPEN_LIMIT = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(50);
  private final World world;
  private final Recorder recorder;
  private final Environment environment;
  private final Scenario scenario;
  private final Optional<Path> logs;
  private final Interruption interruption;
  private final Acknowledgements acknowledgements;
  private final OpenEyes eyes;
  private final Marks marks;
  private final Harm harm;
  private final Cast cast;
  private final OperationPlayer operations;
  private final Workload workload;
  private final Sensors sensors;

  Play(
      World world,
      Environment environment,
      Scenario scenario,
      Recorder recorder,
      Optional<Path> logs,
      Interruption interruption,
      Acknowledgements acknowledgements,
      OpenEyes eyes) {
    this.world = world;
    this.environment = environment;
    this.scenario = scenario;
    this.recorder = recorder;
    this.logs = logs;
    this.interruption = interruption;
    this.acknowledgements = acknowledgements;
    this.eyes = eyes;
    sensors = new Sensors(world, recorder, environment.probes(), environment.plan(), Pace.USUAL);
    marks = new Marks(new Broadcast(recorder, List.of(sensors::hear)));
    harm = new Harm(world, environment.faults(), marks);
    cast =
        new Cast(
            scenario.plan(),
            environment.probes(),
            interruption,
            world.random("targets"),
            harm::metBy,
            harm::hasMet);
    operations = new OperationPlayer(world, environment.operations(), cast, marks);
    workload = new Workload(world, recorder, environment.sessions(), scenario.workload());
  }

  /** Plays, and leaves the environment healed and the evidence closed, whatever happens. */
  void run() {
    String brokenOff = "";
    try {
      tellTheStory();
    } catch (BrokenOff wish) {
      brokenOff = Words.of(wish);
    } catch (RuntimeException failure) {
      brokenOff = "Ordeal failed: " + Words.of(failure);
      throw failure;
    } finally {
      close(brokenOff);
    }
  }

  private void tellTheStory() {
    sensors.start();
    for (Blindfold blindfold : scenario.sensorsOff()) {
      sensors.blind(blindfold.sensor(), blindfold.target());
    }
    openEyes();
    workload.start(scenario.plan().nodes());
    // All those sessions coming up at once keep the processors from the sensors for a moment.
    eyes.blink();
    openEyes();
    enter(Phase.WARM_UP);
    interruption.pause(scenario.warmUp());
    cast.rememberFirstLeader();
    enter(Phase.FAULTS);
    interruption.pause(drawn(Duration.ZERO, scenario.offset(), world.random("offset")));
    playSteps();
    enter(Phase.HEAL);
    harm.healAll();
    operations.awaitAnswers(interruption);
    operations.endMaintenance();
    enter(Phase.SETTLE);
    settle();
  }

  /** Eyes that stay shut make checks inconclusive later; the run goes on. */
  private void openEyes() {
    interruption.await(
        () -> eyes.areOpen(scenario.plan().nodes(), scenario.sensorsOff()),
        GLANCE,
        EYES_OPEN_LIMIT);
  }

  private void playSteps() {
    var player = stepPlayer();
    RandomGenerator pauses = world.random("pauses");
    for (int i = 0; i < scenario.steps().size(); i++) {
      Step step = scenario.steps().get(i);
      interruption.pause(drawn(step.after().atLeast(), step.after().atMost(), pauses));
      recorder.record(new Event.StepStarted(recorder.nowNs(), i, step.text()));
      String missed = player.play(step);
      recorder.record(new Event.StepEnded(recorder.nowNs(), i, missed.isEmpty(), missed));
      if (!missed.isEmpty()) {
        return;
      }
    }
  }

  /** The last step of every story, which no file needs to name. */
  private void settle() {
    int index = scenario.steps().size();
    recorder.record(
        new Event.StepStarted(
            recorder.nowNs(), index, "settle within " + Words.of(scenario.settle())));
    var settling =
        new Settling(
            scenario.plan(),
            environment.probes(),
            cast,
            acknowledgements,
            recorder,
            scenario.workload().writesPerSecond() > 0);
    String missed = settling.settle(interruption, scenario.settle());
    recorder.record(new Event.StepEnded(recorder.nowNs(), index, missed.isEmpty(), missed));
    if (!missed.isEmpty()) {
      logs.ifPresent(environment::collectStates);
    }
  }

  private void close(String brokenOff) {
    try {
      if (!brokenOff.isEmpty()) {
        enter(Phase.HEAL);
        harm.healAll();
        operations.endMaintenance();
      }
      enter(Phase.COLLECT);
      workload.stop();
      if (brokenOff.isEmpty()) {
        var leader = cast.leaderSoon();
        new RowCollector(environment.probes(), recorder).collect(leader, workload.writers());
      }
      sensors.stop();
      logs.ifPresent(environment::collectLogs);
    } finally {
      harm.close();
      operations.close();
      recorder.record(new Event.RunEnded(recorder.nowNs(), brokenOff.isEmpty(), brokenOff));
    }
  }

  private StepPlayer stepPlayer() {
    return new StepPlayer(
        recorder,
        interruption,
        cast,
        new FaultMaker(cast, environment.links()),
        harm,
        operations,
        new Expectations(cast, acknowledgements, recorder),
        marks,
        sensors,
        scenario.skipsMissingTargets());
  }

  private void enter(Phase phase) {
    recorder.record(new Event.PhaseStarted(recorder.nowNs(), phase));
  }

  private static Duration drawn(Duration atLeast, Duration atMost, RandomGenerator random) {
    long spread = atMost.minus(atLeast).toNanos();
    return spread <= 0 ? atLeast : atLeast.plusNanos(random.nextLong(spread));
  }
}
