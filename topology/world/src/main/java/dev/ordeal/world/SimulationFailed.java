package dev.ordeal.world;

/**
 * A simulated run was broken off: a task failed, a bound was hit, or nobody could go on. The
 * message names the task, the virtual time and the seed.
 */
public final class SimulationFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulationFailed(String words) {
    super(words);
  }

  SimulationFailed(String words, Throwable cause) {
    super(words, cause);
  }
}
