package dev.ordeal.environment.fault;

import dev.ordeal.environment.Component;

/**
 * A process dies at once by SIGKILL while its host lives on: its connections are reset, its port
 * refuses. In simulation its tasks die and its peers get a reset. Exercises quick detection. Healed
 * by starting it again.
 */
public record Kill(Component component) implements Fault {
  @Override
  public String yamlName() {
    return "kill";
  }
}
