package dev.ordeal.environment;

/** Ordeal could not start or keep the environment; not the fault of what is judged. */
public final class EnvironmentFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EnvironmentFailed(String words) {
    super(words);
  }

  public EnvironmentFailed(String words, Throwable cause) {
    super(words, cause);
  }
}
