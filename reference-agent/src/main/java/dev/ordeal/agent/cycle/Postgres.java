package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.names.Lsn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The server beside the agent. Methods that take long say so; the cycle calls those in a job. All
 * throw {@link PortFailure}: refused where it did not happen, unavailable where it may have.
 */
public interface Postgres {
  /** The server now. Ends within a second where the server answers; see {@link Looking}. */
  Server look();

  /** What the server says for the status body; empty where it does not answer. */
  Optional<ServerStatus> status();

  /** Takes new settings: writes the files where they differ and reloads a running server. */
  void configure(DynamicSettings settings);

  /** As {@link #configure}, and reloads a running server even where no file differs. */
  void reload(DynamicSettings settings);

  /** Keeps the dynamic configuration beside the data; false while there are none. */
  boolean keepConfiguration(Map<String, Object> configuration);

  /** The dynamic configuration that was kept last. */
  Optional<Map<String, Object>> keptConfiguration();

  /** Parameters that wait for a restart: name → {@code old_value}, {@code new_value}. */
  Map<String, Map<String, String>> pendingRestart();

  /**
   * Whether the replay of a replica stands still because a parameter is smaller than its primary's:
   * only a restart helps. Goes by the last {@link #look}.
   */
  boolean replayWaitsForRestart();

  /** Makes a new cluster; long. The server runs as a primary afterwards. */
  void bootstrap();

  /** Stops what a bootstrap that failed has started, and puts its data out of the way. */
  void abandonBootstrap();

  /** Replaces the data directory by a copy of {@code source}'s; long. The server is down after. */
  void copyFrom(Member source);

  /**
   * Replaces the data directory by a copy of what a standby cluster follows, by its own methods;
   * long. The server is down after.
   */
  void copyFromRemote(StandbyCluster remote);

  /** Starts as a primary; long: it ends when the server takes connections. */
  void startAsPrimary(Duration limit);

  /** Starts as a replica of {@code upstream}; long: it ends when the server takes connections. */
  void startAsReplica(Optional<Upstream> upstream, Duration limit);

  /**
   * Whether this node's log has left that of {@code leader}, so that it must be rewound.
   *
   * @return empty when it could not be found out now
   */
  Optional<Boolean> hasDiverged(Upstream leader);

  /**
   * Whether {@code source} has the log no more that this replica, which runs, needs next.
   *
   * @return empty when it could not be found out now
   */
  Optional<Boolean> isLeftBehind(Upstream source);

  /**
   * Removes segments of the log that have begun to come for a new timeline, have not come as far as
   * to its own records, and so hide the same bytes of the timeline before: without that a replica
   * can neither be promoted nor, after it has ended, be started. A running replica streams from
   * nobody any more, where there was such a segment.
   *
   * @return the names of the segments; mostly none
   */
  List<String> removeFragments();

  /** Rewinds the stopped server to the log of {@code leader}; long. */
  void rewind(Upstream leader);

  /** Changes whom a running replica streams from. */
  void follow(Optional<Upstream> upstream);

  /** Runs the user's own step before a promotion; long. Refused where it forbids that. */
  void beforePromotion();

  /**
   * Promotes to a new timeline; long: it ends when the server takes writes, and unavailable where
   * the server has replaced its processes meanwhile, since it may have forgotten.
   *
   * @param timeline its number, or the next one that is free at home
   */
  void promote(int timeline);

  /**
   * Stops; long: it ends when no process of the server is left. A fast stop that takes longer than
   * {@code limit} becomes an immediate one, and that one a kill. The user's own step goes before.
   */
  void stop(StopMode mode, Duration limit);

  /** Where the log ends, once the control file says that the server was shut down cleanly. */
  Optional<Lsn> shutdownCheckpoint();

  /**
   * Sends the segment in which the log of the stopped server ends to the archive; long. Where it is
   * whole it was sent when the server stopped.
   */
  void archiveLastSegment();

  /** Writes a checkpoint; long. */
  void checkpoint();

  /** Sets {@code synchronous_standby_names} and reloads. */
  void setSynchronousNames(String names);

  /** The ends of the timelines before the current one, from the server's own history file. */
  List<HistoryLine> timelineHistory();

  /**
   * Creates the replication slots that there should be, drops those that nobody needs, and moves
   * those of a replica forward.
   *
   * @param retained slots of members that are away
   * @return where those that there should be begin to keep the log
   */
  SortedMap<String, Lsn> keepSlots(StoreView store, boolean leads, Set<String> retained);

  /** Called with nothing whenever the server's process ends. {@code onEnd} only fills a mailbox. */
  void whenServerEnds(Runnable onEnd);

  /** The process of the server, for its guardian; empty while it is down. */
  Optional<Long> process();

  /** Runs a callback of the contract: {@code on_role_change} and so on; returns at once. */
  void callback(String action, String role);
}
