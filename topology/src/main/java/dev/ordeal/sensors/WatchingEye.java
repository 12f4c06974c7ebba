package dev.ordeal.sensors;

import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;

/** Follows the leader key by watch: an event for how it stands, then one for every change. */
final class WatchingEye extends Eye {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private final Probes probes;
  private final Runnable changed;

  /**
   * @param changed run at each change
   */
  WatchingEye(World world, Recorder recorder, String target, Probes probes, Runnable changed) {
    super(world, recorder, Sensor.LEADER_KEY, target, Duration.ZERO);
    this.probes = probes;
    this.changed = changed;
  }

  @Override
  String lookUntilClosed() {
    Mailbox<LeaderKey> changes = probes.watchLeaderKey();
    while (true) {
      changes.take(PATIENCE).ifPresent(this::tell);
      Optional<String> reason = rest(Duration.ZERO);
      if (reason.isPresent()) {
        return reason.get();
      }
    }
  }

  private void tell(LeaderKey key) {
    recorder.record(
        new Event.LeaderKeyChanged(
            recorder.nowNs(), key.leader().map(NodeName::value), key.revision()));
    changed.run();
  }
}
