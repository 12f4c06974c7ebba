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

  /** Prints between which microseconds since 1970 the process stood still. */
  private static final String SCRIPT =
      """
      for file in /proc/[0-9]*/comm; do
        read -r name 2>/dev/null <"$file" || continue
        [[ $name == haproxy ]] && pid=${file//[!0-9]/}
      done
      [[ -n $pid ]] || { echo 'no haproxy runs' >&2; exit 3; }
      kill -STOP "$pid" || exit 4
      from=${EPOCHREALTIME/[!0-9]/}
      sleep "$1"
      to=${EPOCHREALTIME/[!0-9]/}
      kill -CONT "$pid" || exit 5
      echo "$from $to"
      """;

  private ProxyStop() {}

  /**
   * Returns once the proxy goes on.
   *
   * @throws FaultUnavailable when it could not be stopped
   */
  public static Stop of(Part proxy, Duration time) throws FaultUnavailable {
    String seconds = String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    ExecAnswer answer = proxy.exec(USER, time.plus(ENGINE), "bash", "-c", SCRIPT, "stop", seconds);
    if (!answer.ok()) {
      throw new FaultUnavailable("the proxy could not be stopped: " + answer.words());
    }
    String[] instants = answer.output().strip().split(" ", -1);
    Instant end = instant(instants[1]);
    return new Stop(Duration.between(instant(instants[0]), end), end);
  }

  private static Instant instant(String microseconds) {
    return Instant.EPOCH.plus(Long.parseLong(microseconds), ChronoUnit.MICROS);
  }
}
