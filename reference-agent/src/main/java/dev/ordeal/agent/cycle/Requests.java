package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.PeerAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the REST API asks of the rest of the agent. Safe for use from several tasks. */
public interface Requests {
  /** The node as last published. */
  NodeSnapshot snapshot();

  /** The node as published after {@code known}; as it was where nothing is within {@code limit}. */
  NodeSnapshot snapshotAfter(NodeSnapshot known, Duration limit);

  /**
   * The values of the member keys as written, by name, of the store as it was read last: {@code GET
   * /cluster} passes on what no rule looks at ({@code receive_lsn}, {@code pending_restart}, {@code
   * scheduled_restart}).
   */
  Map<String, Map<String, Object>> memberValues();

  /** What the server says of itself, at most 20 ms old; empty when it does not answer. */
  Optional<ServerStatus> serverStatus();

  /** Begins a cycle now. */
  void wake();

  /** Takes the agent's own files anew, and has the server read its own, whatever differs. */
  void reload();

  /**
   * Restarts the server now and waits for the end of it.
   *
   * @param timeout instead of {@code primary_start_timeout}
   */
  Outcome restart(Map<String, Object> filters, Optional<Duration> timeout);

  /** Restarts the server later; false when another restart is scheduled already. */
  boolean scheduleRestart(Instant when, Map<String, Object> filters);

  /** Forgets the scheduled restart; false when there is none. */
  boolean cancelScheduledRestart();

  /** Whether this node has to be copied anew from now on. */
  Outcome reinitialize(boolean force, boolean fromLeader);

  /** A leader without store tells that it still leads; the position of this node's log. */
  Outcome failsafe(Map<String, Object> leader);

  /** Asks agents for their state, side by side; the agent itself may be among them. */
  Map<String, PeerAnswer> askPeers(Collection<String> names, Duration limit);

  /**
   * What became of a request.
   *
   * @param done whether it was done, or has begun
   * @param text in the words of the contract
   */
  record Outcome(boolean done, String text) {}
}
