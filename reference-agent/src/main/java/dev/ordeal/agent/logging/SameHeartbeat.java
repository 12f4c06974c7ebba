package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Leaves out a cycle's line that says what the line of the cycle before has said. */
final class SameHeartbeat extends Filter<ILoggingEvent> {
  private String last = "";

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    if (event.getMarkerList() == null || !event.getMarkerList().contains(AgentLogging.HEARTBEAT)) {
      return FilterReply.NEUTRAL;
    }
    boolean same = event.getFormattedMessage().equals(last);
    last = event.getFormattedMessage();
    return same ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
