package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Optional;

/**
 * How a failure is shown: with its stack only while records of {@code traceback_level} are written
 * at all.
 */
final class Stacks {
  private final boolean whole;

  private Stacks(boolean whole) {
    this.whole = whole;
  }

  static Stacks of(PythonLevel level, PythonLevel tracebackLevel) {
    return new Stacks(level.number() <= tracebackLevel.number());
  }

  /** The failure of a record, on one line or on several; empty where it has none. */
  Optional<String> of(ILoggingEvent event) {
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure == null) {
      return Optional.empty();
    }
    return Optional.of(
        whole
            ? ThrowableProxyUtil.asString(failure).stripTrailing()
            : failure.getClassName() + ": " + failure.getMessage());
  }
}
