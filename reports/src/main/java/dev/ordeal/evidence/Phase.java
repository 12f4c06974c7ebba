package dev.ordeal.evidence;

/** The parts of a run, in order. Safety must hold throughout; liveness is judged from HEAL on. */
public enum Phase {
  START,
  WARM_UP,
  FAULTS,
  HEAL,
  SETTLE,
  COLLECT
}
