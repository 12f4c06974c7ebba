package dev.ordeal.containers.measures;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Ports;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Kills the agent of a node and starts it again beside the server that runs on: how long until it
 * is ready. One command inside the container takes the time, so that no way of the engine's is part
 * of it.
 */
public final class AgentStart {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ENGINE = Duration.ofSeconds(20);

  /**
   * Prints how many microseconds passed from the command that starts the agent until {@code GET
   * /readiness} said 200: the server is a primary that leads, or a replica that streams.
   */
  private static final String SCRIPT =
      """
      set -euo pipefail
      kill -KILL "$(agent-pid)"
      while agent-pid >/dev/null; do sleep 0.05; done
      now() { echo "${EPOCHREALTIME/[!0-9]/}"; }
      ready() {
        local line
        exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
        printf 'GET /readiness HTTP/1.0\\r\\n\\r\\n' >&3
        read -r line <&3 || return 1
        [[ $line == *' 200 '* ]]
      }
      exec {nothing}<> <(:)
      from=$(now)
      setsid start-agent </dev/null >/dev/null 2>&1 &
      until (ready "$1") 2>/dev/null; do
        if (($(now) - from > $2)); then echo 'it is not ready' >&2; exit 3; fi
        read -r -t 0.01 -u "$nothing" || true
      done
      echo "$(($(now) - from))"
      """;

  private AgentStart() {}

  /**
   * How long it took.
   *
   * @throws EnvironmentFailed where no agent ran, or it was not ready within half a minute
   */
  public static Duration on(Part node) {
    ExecAnswer answer =
        node.exec(
            "postgres",
            LIMIT.plus(ENGINE),
            "bash",
            "-c",
            SCRIPT,
            "agent-start",
            String.valueOf(Ports.REST),
            String.valueOf(LIMIT.toNanos() / 1_000));
    if (!answer.ok()) {
      throw new EnvironmentFailed("the agent of " + node.name() + ": " + answer.words());
    }
    return Duration.of(Long.parseLong(answer.output().strip()), ChronoUnit.MICROS);
  }
}
