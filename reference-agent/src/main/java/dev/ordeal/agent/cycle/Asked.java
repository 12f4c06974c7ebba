package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Observation.CopyOf;
import java.util.Optional;

/** What somebody asked of this node and has not been done yet. */
final class Asked {
  private boolean restart;
  private Optional<CopyOf> reinitialize = Optional.empty();
  private boolean reload;
  private boolean stop;
  private Optional<NodeSnapshot.ScheduledRestart> scheduled = Optional.empty();

  synchronized Observation.Wanted wanted(boolean canBootstrap) {
    return new Observation.Wanted(restart, reinitialize, canBootstrap, stop);
  }

  synchronized void restart(boolean wanted) {
    restart = wanted;
  }

  synchronized void reinitialize(Optional<CopyOf> wanted) {
    reinitialize = wanted;
  }

  synchronized void stop() {
    stop = true;
  }

  synchronized void reload() {
    reload = true;
  }

  /**
   * Whether the server's files are to be written and read anew; once for each time it was asked.
   */
  synchronized boolean takeReload() {
    boolean asked = reload;
    reload = false;
    return asked;
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
