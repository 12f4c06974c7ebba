package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;

/**
 * The attributes of a record by Python's names. What only Python has gets its nearest equivalent:
 * {@code module} is the class, {@code pathname} the source file.
 */
final class RecordAttributes {
  private static final long PROCESS = ProcessHandle.current().pid();

  private final PythonDate date;
  private final Instant start;

  /**
   * Attributes of the records of one process.
   *
   * @param start from which {@code relativeCreated} counts
   */
  RecordAttributes(PythonDate date, Instant start) {
    this.date = date;
    this.start = start;
  }

  /** A text or a number; an empty text for a name that no record has. */
  Object of(String attribute, ILoggingEvent event) {
    return switch (attribute) {
      case "asctime" -> date.render(event.getInstant());
      case "created" -> seconds(event.getInstant());
      case "msecs" -> event.getInstant().getNano() / 1_000_000;
      case "relativeCreated" -> event.getInstant().toEpochMilli() - start.toEpochMilli();
      case "levelname" -> PythonLevel.of(event).name();
      case "levelno" -> PythonLevel.of(event).number();
      case "name" -> event.getLoggerName();
      case "message" -> event.getFormattedMessage();
      case "process" -> PROCESS;
      case "processName" -> "MainProcess";
      case "thread" -> Thread.currentThread().threadId();
      case "threadName", "taskName" -> event.getThreadName();
      case "module" -> simpleName(caller(event).getClassName());
      case "funcName" -> caller(event).getMethodName();
      case "filename", "pathname" -> String.valueOf(caller(event).getFileName());
      case "lineno" -> caller(event).getLineNumber();
      default -> "";
    };
  }

  private static StackTraceElement caller(ILoggingEvent event) {
    StackTraceElement[] callers = event.getCallerData();
    return callers.length > 0 ? callers[0] : new StackTraceElement("unknown", "unknown", "", 0);
  }

  private static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
