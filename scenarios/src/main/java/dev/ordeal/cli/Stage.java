package dev.ordeal.cli;

import dev.ordeal.engine.Improvisation;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;

/** An environment that runs, the means of doing harm to it, and an eye on its leader key. */
final class Stage implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Environment environment;
  private final Improvisation improvisation;
  private final TaskGroup watching;
  private final Recorder recorder;

  /**
   * @param recorder hears of every mark and of every change of leader
   */
  Stage(World world, Environment environment, Recorder recorder) {
    this.environment = environment;
    this.recorder = recorder;
    improvisation = new Improvisation(world, environment, recorder);
    watching = world.group("leader key");
  }

  /** Tells from now on who holds the leader key. */
  void watchLeaderKey() {
    watching.spawn("watch", this::watch);
  }

  Environment environment() {
    return environment;
  }

  Improvisation improvisation() {
    return improvisation;
  }

  private void watch() {
    Mailbox<LeaderKey> changes = environment.probes().watchLeaderKey();
    Optional<NodeName> last = Optional.empty();
    boolean first = true;
    while (true) {
      Optional<LeaderKey> change = changes.take(PAUSE);
      if (change.isPresent() && (first || !change.get().leader().equals(last))) {
        first = false;
        last = change.get().leader();
        recorder.record(
            new Event.LeaderKeyChanged(
                recorder.nowNs(), last.map(NodeName::value), change.get().revision()));
      }
    }
  }

  /** Ends the environment as it is, whatever is in force. Idempotent. */
  @Override
  public void close() {
    watching.kill();
    improvisation.close();
    environment.close();
  }
}
