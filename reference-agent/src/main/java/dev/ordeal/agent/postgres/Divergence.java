package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.names.Lsn;
import java.sql.SQLException;
import java.util.Optional;

/** Asks a leader for its timelines, and holds this node's log against them. */
public final class Divergence {
  /** How far a primary that was not stopped cleanly had come is not known: beyond any fork. */
  private static final Lsn BEYOND_ANY_FORK = new Lsn(-1);

  private Divergence() {}

  /** Whether the log of a running server has left that of {@code leader}. */
  static Optional<Boolean> ofRunning(ServerSettings settings, ServerQuery here, Upstream leader)
      throws SQLException {
    Optional<Lsn> end = here.replayed().or(here::position);
    return end.isEmpty()
        ? Optional.empty()
        : Optional.of(
            against(settings, leader, new TimelineFork.Here(here.timeline(), end.get(), false)));
  }

  /** Whether the log of a server that is down has left that of {@code leader}. */
  static Optional<Boolean> ofStopped(
      ServerSettings settings, Optional<ControlData> control, Upstream leader) throws SQLException {
    return control.isEmpty()
        ? Optional.empty()
        : Optional.of(against(settings, leader, whereItEnded(control.get())));
  }

  private static boolean against(ServerSettings settings, Upstream leader, TimelineFork.Here here)
      throws SQLException {
    LeaderConnection.Timelines theirs = LeaderConnection.timelines(settings, leader);
    return TimelineFork.hasDiverged(here, theirs.timeline(), theirs.history());
  }

  /** Where the log of a server that is down ends, as far as its control file tells. */
  public static TimelineFork.Here whereItEnded(ControlData data) {
    boolean crashedPrimary = !data.isCleanlyStopped() && !data.wasReplica();
    return new TimelineFork.Here(
        data.latestTimeline(),
        crashedPrimary ? BEYOND_ANY_FORK : data.position(),
        data.isShutDown());
  }
}
