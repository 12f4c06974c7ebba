package dev.ordeal.agent.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a proxy lets a health check wait. That a server which it has marked as down is still
 * unfit is no news: its check may stay open until there is some, so that the proxy knows a new
 * primary at once and asks seldom meanwhile. What it takes for up is told at once.
 *
 * <p>HAProxy says how it has marked a server where it is told {@code http-check send-state}.
 */
final class Patience {
  /** The header by which a proxy says how long it waits: {@code 250ms}. */
  static final String HEADER = "Ordeal-Patience";

  /** HAProxy's header: {@code DOWN; name=primary/node1; …}. */
  static final String STATE = "X-Haproxy-Server-State";

  private static final Duration MOST = Duration.ofSeconds(1);

  private Patience() {}

  /** At most a second; zero where the server is not down, or no time is given. */
  static Duration of(@Nullable String state, @Nullable String patience) {
    if (state == null || patience == null || !state.startsWith("DOWN")) {
      return Duration.ZERO;
    }
    return DurationText.of(patience)
        .filter(Duration::isPositive)
        .map(asked -> asked.compareTo(MOST) < 0 ? asked : MOST)
        .orElse(Duration.ZERO);
  }
}
