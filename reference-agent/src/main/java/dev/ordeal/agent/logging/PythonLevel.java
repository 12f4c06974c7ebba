package dev.ordeal.agent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Python's levels with their numbers. A critical record is an error with the marker {@link
 * AgentLogging#CRITICAL}.
 */
enum PythonLevel {
  NOTSET(0, Level.ALL),
  DEBUG(10, Level.DEBUG),
  INFO(20, Level.INFO),
  WARNING(30, Level.WARN),
  ERROR(40, Level.ERROR),
  CRITICAL(50, Level.ERROR);

  private final int number;
  private final Level level;

  PythonLevel(int number, Level level) {
    this.number = number;
    this.level = level;
  }

  int number() {
    return number;
  }

  /** The level of logback that lets at least these records through. */
  Level level() {
    return level;
  }

  static PythonLevel named(String word) {
    return switch (word) {
      case "WARN" -> WARNING;
      case "FATAL" -> CRITICAL;
      default -> valueOf(word);
    };
  }

  static PythonLevel of(ILoggingEvent event) {
    if (event.getMarkerList() != null && event.getMarkerList().contains(AgentLogging.CRITICAL)) {
      return CRITICAL;
    }
    return switch (event.getLevel().toInt()) {
      case Level.ERROR_INT -> ERROR;
      case Level.WARN_INT -> WARNING;
      case Level.INFO_INT -> INFO;
      default -> DEBUG;
    };
  }
}
