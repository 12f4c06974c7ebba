package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;

/** One line a record, and the lines of its failure. */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  private final PythonFormat format;
  private final RecordAttributes attributes;
  private final Stacks stacks;

  TextLayout(PythonFormat format, RecordAttributes attributes, Stacks stacks) {
    this.format = format;
    this.attributes = attributes;
    this.stacks = stacks;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String line = format.render(attribute -> attributes.of(attribute, event));
    return stacks.of(event).map(stack -> line + "\n" + stack + "\n").orElseGet(() -> line + "\n");
  }
}
