package dev.ordeal.agent.etcd;

/**
 * A member of the store did not do what it was asked for; {@link #kind} says what may be believed.
 */
public final class MemberFailure extends Exception {
  private static final long serialVersionUID = 1;
  private final Kind kind;

  /** What is known afterwards. */
  public enum Kind {
    /**
     * It was not reached, or did not answer in time: it may have happened, another member may do.
     */
    UNREACHABLE,
    /** The store said no. */
    REFUSED,
    /** The store does not know the lease. */
    LEASE_GONE
  }

  public MemberFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public MemberFailure(Kind kind, Throwable cause) {
    super(String.valueOf(cause), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
