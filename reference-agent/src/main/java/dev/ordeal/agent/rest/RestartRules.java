package dev.ordeal.agent.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a {@code POST /restart} asks for, and which ones are turned down for what they say. */
final class RestartRules {
  private static final Set<String> ROLES = Set.of("primary", "standby_leader", "replica");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4})*");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{2,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?|[0-9]\\.[0-9]{1,4}\\.[0-9]{1,4}");

  private RestartRules() {}

  /** What the request is. */
  sealed interface Reading {
    /** A restart as soon as possible, where all filters hold. */
    record Now(Map<String, Object> filters, Optional<Duration> timeout) implements Reading {}

    /** A restart at a time; the filters hold the timeout in seconds, if there is one. */
    record Later(Instant at, Map<String, Object> filters) implements Reading {}

    /** None. */
    record Refused(int code, String text) implements Reading {}
  }

  static Reading read(Map<String, Object> body, boolean paused, Instant now) {
    if (paused && body.containsKey("schedule")) {
      return new Reading.Refused(500, "Can't schedule restart in the paused state");
    }
    Map<String, Object> filters = new LinkedHashMap<>();
    Optional<Instant> at = Optional.empty();
    Optional<Duration> timeout = Optional.empty();
    for (Map.Entry<String, Object> entry : body.entrySet()) {
      Object value = entry.getValue();
      switch (entry.getKey()) {
        case "schedule" -> {
          switch (ScheduleText.parse(value, "restart", now)) {
            case ScheduleText.Wrong(int code, String text) -> {
              return new Reading.Refused(code, text);
            }
            case ScheduleText.At(Instant time) -> at = Optional.of(time);
          }
        }
        case "role" -> {
          if (!ROLES.contains(String.valueOf(value))) {
            return refused("PostgreSQL role should be either primary, standby_leader, or replica");
          }
          filters.put("role", value);
        }
        case "postgres_version" -> {
          String version = String.valueOf(value);
          if (!NUMBERS.matcher(version).matches()) {
            return refused("Invalid PostgreSQL version: " + version);
          }
          if (!VERSION.matcher(version).matches()) {
            return refused(
                "Invalid PostgreSQL version format: X.Y or X.Y.Z is accepted: " + version);
          }
          filters.put("postgres_version", version);
        }
        case "timeout" -> {
          timeout = DurationText.of(value).filter(time -> time.toSeconds() > 0);
          if (timeout.isEmpty()) {
            return refused("Timeout should be a positive number of seconds");
          }
        }
        case "restart_pending" -> filters.put("restart_pending", true);
        default -> {
          return refused("Unknown filter for the scheduled restart: " + entry.getKey());
        }
      }
    }
    if (at.isEmpty()) {
      return new Reading.Now(filters, timeout);
    }
    timeout.ifPresent(limit -> filters.put("timeout", limit.toSeconds()));
    return new Reading.Later(at.get(), filters);
  }

  private static Reading refused(String text) {
    return new Reading.Refused(400, text);
  }
}
