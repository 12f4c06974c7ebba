package dev.ordeal.workload;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.workload.OperationLog.Answer;
import dev.ordeal.workload.OperationLog.Deed;
import java.time.Duration;
import java.util.Optional;

/**
 * One operation, due at {@code dueNs}.
 *
 * @param plan what is to be done, once it is known who does it
 * @param call does it
 */
record Work(long dueNs, OperationKind kind, Plan plan, Call call) {
  /** What it would have been, had anybody sent it. */
  Deed unsent() {
    return new Deed(kind, "nobody", Optional.empty(), Optional.empty());
  }

  /** Turns the client's identity into what is done: a writer appends under its own name. */
  interface Plan {
    Deed deed(Identity identity);
  }

  /** The call itself. */
  interface Call {
    Answer on(Session session, Deed deed, Duration limit) throws SessionFailure, Mismatch;
  }

  /** A compare-and-set found another value: it did nothing. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    Mismatch(Answer answer) {
      super("the register held another value", null, false, false);
      this.answer = answer;
    }

    Answer answer() {
      return answer;
    }
  }
}
