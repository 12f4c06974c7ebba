package dev.ordeal.environment.fault;

import dev.ordeal.environment.Component;
import java.time.Duration;

/**
 * A clean stop, {@code down} later a start: a rolling restart is several of these. Healed by
 * itself.
 */
public record Restart(Component component, Duration down) implements Fault {
  @Override
  public String yamlName() {
    return "restart";
  }
}
