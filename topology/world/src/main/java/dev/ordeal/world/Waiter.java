package dev.ordeal.world;

/** A task in one certain wait. */
record Waiter(SimulatedTask task, long waitNumber) {
  /** Whether that wait is still under way. */
  boolean isLive() {
    return !task.isDone() && task.wait == waitNumber;
  }
}
