package dev.ordeal.containers.measures;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.FaultUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Stops the proxy's process for a known time: SIGSTOP, a wait and SIGCONT in one command inside the
 * container, which takes the time itself, so that no way of the engine's is part of it.
 */
public final class ProxyStop {
  private static final Duration ENGINE = Duration.ofSeconds(20);
  private static final String USER = "haproxy";

  /**
   * A time for which the proxy stood still, to the container's clock.
   *
   * @param end on the system's clock
   */
  public record Stop(Duration length, Instant end) {}

  /**
   * How long the command waits before and after: its start and its end keep the engine busy, which
   * would take the processors from the last answers before the stop and the first ones after it.
   */
  private static final Duration QUIET = Duration.ofMillis(300);

  /**
   * Prints between which microseconds since 1970 the process stood still. It waits by reading from
   * a pipe into which nobody writes, since a process of its own would have to be started and ended.
   */
  private static final String SCRIPT =
      """
      for file in /proc/[0-9]*/comm; do
        read -r name 2>/dev/null <"$file" || continue
        [[ $name == haproxy ]] && pid=${file//[!0-9]/}
      done
      [[ -n $pid ]] || { echo 'no haproxy runs' >&2; exit 3; }
      exec {nothing}<> <(:)
      read -r -t "$2" -u "$nothing"
      kill -STOP "$pid" || exit 4
      from=${EPOCHREALTIME/[!0-9]/}
      read -r -t "$1" -u "$nothing"
      to=${EPOCHREALTIME/[!0-9]/}
      kill -CONT "$pid" || exit 5
      read -r -t "$2" -u "$nothing"
      echo "$from $to"
      """;

  private ProxyStop() {}

  /**
   * Returns a moment after the proxy has gone on.
   *
   * @throws FaultUnavailable when it could not be stopped
   */
  public static Stop of(Part proxy, Duration time) throws FaultUnavailable {
    ExecAnswer answer =
        proxy.exec(
            USER,
            time.plus(QUIET.multipliedBy(2)).plus(ENGINE),
            "bash",
            "-c",
            SCRIPT,
            "stop",
            seconds(time),
            seconds(QUIET));
    if (!answer.ok()) {
      throw new FaultUnavailable("the proxy could not be stopped: " + answer.words());
    }
    String[] instants = answer.output().strip().split(" ", -1);
    Instant end = instant(instants[1]);
    return new Stop(Duration.between(instant(instants[0]), end), end);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }

  private static Instant instant(String microseconds) {
    return Instant.EPOCH.plus(Long.parseLong(microseconds), ChronoUnit.MICROS);
  }
}
