package dev.ordeal.engine;

import dev.ordeal.environment.Environment;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Phase;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.Scenario;
import dev.ordeal.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays one scenario on one environment: start, warm up, steps, heal everything, settle, collect.
 * It knows ports, and tells what happens by events and in no other way. An instance plays once.
 */
public final class Engine {
  private final World world;
  private final Environment environment;
  private final Scenario scenario;
  private final Recorder recorder;
  private final Optional<Path> logs;
  private final Interruption interruption;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final OpenEyes eyes = new OpenEyes();

  /**
   * @param evidence where events are written
   * @param listeners who else hears of them, such as a line of progress
   * @param logs the folder for the logs of every part; empty where there are none to keep
   */
  public Engine(
      World world,
      Environment environment,
      Scenario scenario,
      Recorder evidence,
      List<Consumer<Event>> listeners,
      Optional<Path> logs) {
    this.world = world;
    this.environment = environment;
    this.scenario = scenario;
    this.logs = logs;
    var all = new ArrayList<Consumer<Event>>(listeners);
    all.add(acknowledgements);
    all.add(eyes);
    recorder = new Broadcast(evidence, all);
    interruption = new Interruption(world);
  }

  /** How the environment is made ready: started, recycled, or nothing where it is steady. */
  public interface Preparation {
    void prepare(Environment environment);
  }

  /**
   * Plays the scenario and leaves the environment healed, whatever happens; who has opened the
   * environment closes it. The evidence says whether the run was completed.
   *
   * @throws RuntimeException when Ordeal itself failed; the evidence is closed all the same
   */
  public void play(Preparation preparation) {
    recorder.record(new Event.PhaseStarted(recorder.nowNs(), Phase.START));
    Play play;
    try {
      preparation.prepare(environment);
      // Only an environment that runs has ports.
      play =
          new Play(
              world, environment, scenario, recorder, logs, interruption, acknowledgements, eyes);
    } catch (RuntimeException failure) {
      keepLogs();
      recorder.record(
          new Event.RunEnded(recorder.nowNs(), false, "not started: " + Words.of(failure)));
      throw failure;
    }
    play.run();
  }

  /** What an environment that did not become ready wrote is the evidence of why. */
  private void keepLogs() {
    try {
      logs.ifPresent(environment::collectLogs);
    } catch (RuntimeException unreadable) {
      recorder.record(
          new Event.Note(recorder.nowNs(), "the logs were not kept: " + Words.of(unreadable)));
    }
  }

  /** Breaks the run off at its next pause; it heals and closes as ever. From any thread. */
  public void interrupt(String reason) {
    interruption.wish(reason);
  }
}
