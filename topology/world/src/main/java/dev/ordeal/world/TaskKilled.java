package dev.ordeal.world;

/**
 * Thrown by every wait of a task whose group has been killed, in the real world. Not an {@link
 * Exception}, so that no handler of ordinary failures keeps a killed task alive.
 */
public final class TaskKilled extends Error {
  private static final long serialVersionUID = 1L;

  public TaskKilled(String task) {
    super("task '" + task + "' was killed");
  }
}
