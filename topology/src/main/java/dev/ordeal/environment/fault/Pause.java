package dev.ordeal.environment.fault;

import dev.ordeal.environment.Component;

/**
 * A component gets no processor time: the freezer for a whole node or member, SIGSTOP for one
 * process. Connections stay open, nothing is answered, clocks go on. In simulation its tasks are
 * not scheduled. Exercises everything that trusts its own idea of time. Healed by resuming it.
 */
public record Pause(Component component) implements Fault {
  @Override
  public String yamlName() {
    return "pause";
  }
}
