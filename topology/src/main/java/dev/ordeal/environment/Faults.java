package dev.ordeal.environment;

import dev.ordeal.environment.fault.Fault;

/** The means of doing harm. */
public interface Faults {
  /**
   * Puts {@code fault} into force and returns once it is.
   *
   * @throws FaultUnavailable when it cannot be done here, with the reason
   */
  AppliedFault apply(Fault fault) throws FaultUnavailable;
}
