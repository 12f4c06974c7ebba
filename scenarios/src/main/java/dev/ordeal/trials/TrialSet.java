package dev.ordeal.trials;

import dev.ordeal.language.Scenario;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One scenario that is played many times under one agent and its timing, each time with a seed of
 * its own.
 *
 * @param file the scenario's file
 * @param scenario the scenario under that agent, whose first step waits a time drawn from the whole
 *     ttl: the age of the leader key at the fault decides how long it has yet to run
 */
public record TrialSet(Path file, Scenario scenario) {
  /** A scenario whose file asks for no drawn offset gets none. */
  public static TrialSet of(Path file, Scenario scenario) {
    Duration offset =
        scenario.offset().isZero() ? Duration.ZERO : scenario.plan().agent().timeToLive();
    return new TrialSet(file, scenario.with(scenario.plan(), offset));
  }

  /** The name of the file without its ending. */
  public String name() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  /** The agent with its times. */
  public AgentChoice agent() {
    return AgentChoice.of(scenario.plan());
  }

  /** How the run folder of the trial with {@code seed} is called. */
  public String folder(long seed) {
    return "%s-%s-%d".formatted(name(), agent().toString().replaceAll("[:/]", "-"), seed);
  }

  /** The command that plays the trial with {@code seed} again. */
  public String again(long seed) {
    return "./ordeal trials %s --agent %s --count 1 --seed %d".formatted(file, agent(), seed);
  }
}
