package dev.ordeal.containers.measures;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.EnvironmentFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks the kernel what the process of each node's agent uses, its guardian not counted. */
public final class AgentUses {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /**
   * Prints resident memory in KiB, processor time and the instant, both in milliseconds, threads,
   * and open files.
   */
  private static final String SCRIPT =
      """
      set -euo pipefail
      pid=$(agent-pid)
      stat=$(cat "/proc/$pid/stat")
      set -- ${stat##*) }
      ticks=$(getconf CLK_TCK)
      resident=$(sed -n 's/^Rss: *\\([0-9]*\\) kB/\\1/p' "/proc/$pid/smaps_rollup")
      used=$(((${12} + ${13}) * 1000 / ticks))
      threads=("/proc/$pid/task"/*)
      files=("/proc/$pid/fd"/*)
      echo "$resident $used $(date +%s%3N) ${#threads[@]} ${#files[@]}"
      """;

  private AgentUses() {}

  /**
   * One for each node.
   *
   * @throws EnvironmentFailed where a node has no agent that runs
   */
  public static List<AgentUse> now(List<Part> nodes) {
    return nodes.stream().map(AgentUses::use).toList();
  }

  private static AgentUse use(Part node) {
    ExecAnswer answer = node.exec("postgres", LIMIT, "bash", "-c", SCRIPT);
    if (!answer.ok()) {
      throw new EnvironmentFailed("the agent of " + node.name() + ": " + answer.words());
    }
    String[] words = answer.output().strip().split(" ", -1);
    var use =
        new PartUse(
            "agent of " + node.name().value(),
            Long.parseLong(words[0]) << 10,
            Duration.ofMillis(Long.parseLong(words[1])),
            Instant.ofEpochMilli(Long.parseLong(words[2])));
    return new AgentUse(use, Integer.parseInt(words[3]), Integer.parseInt(words[4]));
  }
}
