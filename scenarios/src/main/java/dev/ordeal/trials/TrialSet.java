package dev.ordeal.trials;

import dev.ordeal.language.Scenario;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One scenario that is played many times under one agent and its timing in one world, each time
 * with a seed of its own.
 *
 * @param file the scenario's file
 * @param scenario the scenario under that agent, whose first step waits a time drawn from the whole
 *     ttl: the age of the leader key at the fault decides how long it has yet to run
 * @param simulated whether it is played in virtual time, else in containers
 */
public record TrialSet(Path file, Scenario scenario, boolean simulated) {
  /** A scenario whose file asks for no drawn offset gets none. */
  public static TrialSet of(Path file, Scenario scenario, boolean simulated) {
    Duration offset =
        scenario.offset().isZero() ? Duration.ZERO : scenario.plan().agent().timeToLive();
    return new TrialSet(file, scenario.with(scenario.plan(), offset), simulated);
  }

  /** The name of the file without its ending. */
  public String name() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  /** The agent with its times. */
  public AgentChoice agent() {
    return AgentChoice.of(scenario.plan());
  }

  /** The agent with its times, and the world where that is not containers. */
  public String player() {
    return agent() + (simulated ? ", simulated" : "");
  }

  /** How the run folder of the trial with {@code seed} is called. */
  public String folder(long seed) {
    return "%s-%s-%d".formatted(name(), player().replaceAll("[:/]|, ", "-"), seed);
  }

  /** The command that plays the trial with {@code seed} again. */
  public String again(long seed) {
    return "./ordeal trials %s --agent %s%s --count 1 --seed %d"
        .formatted(file, agent(), simulated ? " --world " + Simulation.WORLD : "", seed);
  }
}
