package dev.ordeal.trials;

import dev.ordeal.containers.measures.AgentUse;
import dev.ordeal.engine.Judgement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One round of a soak.
 *
 * @param number counted from 1
 * @param file the scenario that was played
 * @param run its run folder
 * @param lasted from the beginning until it was judged
 * @param agents what the agent of every node used when all was calm again
 */
public record SoakRound(
    int number,
    Path file,
    Path run,
    long seed,
    Judgement judgement,
    Duration lasted,
    List<AgentUse> agents) {
  public SoakRound {
    agents = List.copyOf(agents);
  }
}
