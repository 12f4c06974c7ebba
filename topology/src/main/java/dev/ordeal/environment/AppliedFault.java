package dev.ordeal.environment;

import dev.ordeal.environment.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A fault in force. */
public interface AppliedFault {
  Fault fault();

  /** The plain names of what it meets, as they stand in the evidence. */
  List<String> targets();

  /** How it is done here: {@code packet drop}, {@code toxic timeout}, {@code SIGKILL}. */
  String means();

  /**
   * Looks from outside whether it really bites, at most for {@code limit}.
   *
   * @return what was seen, in words; empty when no effect was seen
   */
  Optional<String> seenToBite(Duration limit);

  /**
   * Takes it away: starts what was killed, resumes what was paused, lets packets through. Returns
   * when the means are gone, not when the environment has recovered. Idempotent.
   *
   * @return how it was healed, in words; it says so when force was needed
   */
  String heal();

  /** Whether there is anything to heal: false for a reset, a killed backend, or once healed. */
  boolean inForce();
}
