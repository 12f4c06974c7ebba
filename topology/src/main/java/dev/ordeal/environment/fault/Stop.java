package dev.ordeal.environment.fault;

import dev.ordeal.environment.Component;

/**
 * A clean stop by SIGTERM, as at a planned shutdown. Exercises the orderly hand-over. Healed by
 * starting it again.
 */
public record Stop(Component component) implements Fault {
  @Override
  public String yamlName() {
    return "stop";
  }
}
