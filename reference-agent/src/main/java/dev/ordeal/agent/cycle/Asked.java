package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Observation;
import java.util.Optional;

/** What somebody asked of this node and has not been done yet. */
final class Asked {
  private boolean restart;
  private boolean reinitialize;
  private Optional<NodeSnapshot.ScheduledRestart> scheduled = Optional.empty();

  synchronized Observation.Wanted wanted(boolean canBootstrap) {
    return new Observation.Wanted(restart, reinitialize, canBootstrap);
  }

  synchronized void restart(boolean wanted) {
    restart = wanted;
  }

  synchronized void reinitialize(boolean wanted) {
    reinitialize = wanted;
  }

  synchronized Optional<NodeSnapshot.ScheduledRestart> scheduled() {
    return scheduled;
  }

  synchronized boolean schedule(NodeSnapshot.ScheduledRestart restartLater) {
    if (scheduled.isPresent()) {
      return false;
    }
    scheduled = Optional.of(restartLater);
    return true;
  }

  synchronized boolean cancel() {
    boolean any = scheduled.isPresent();
    scheduled = Optional.empty();
    return any;
  }
}
