package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Lets through nothing but critical records, a level that logback has not. */
final class OnlyCritical extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    return PythonLevel.of(event) == PythonLevel.CRITICAL ? FilterReply.NEUTRAL : FilterReply.DENY;
  }
}
