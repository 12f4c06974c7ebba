package dev.ordeal.agent.cycle;

import org.jspecify.annotations.Nullable;

/** What goes wrong at a port. Its two kinds differ in what the caller may believe afterwards. */
public abstract sealed class PortFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private PortFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** It may have happened: the answer was lost, or did not come in time. */
  public static final class Unavailable extends PortFailure {
    private static final long serialVersionUID = 1;

    public Unavailable(String message) {
      super(message, null);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** It did not happen: the other side said so, or was never reached. */
  public static final class Refused extends PortFailure {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
      super(message, null);
    }

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
