package dev.ordeal.world;

/** A task ended by an error; the cause says which. */
public final class TaskFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskFailed(String task, Throwable cause) {
    super("task '" + task + "' failed: " + cause, cause);
  }
}
