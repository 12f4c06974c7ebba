package dev.ordeal.environment;

import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Range;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks straight at the components, not through the links that faults are put on. No probe throws:
 * that a component does not answer is what a probe is there to see. Each waits at most for its
 * limit.
 */
public interface Probes {
  ServerView server(NodeName node, Duration limit);

  /** Sends a write of its own to the server and says what became of it. */
  CommitView commit(NodeName node, Duration limit);

  AgentView agent(NodeName node, Duration limit);

  ProxyView proxy(NodeName proxy, Duration limit);

  /** Tries a write into the store through {@code member}. */
  Reach storeWrite(NodeName member, Duration limit);

  /** The member that leads the store now; empty where nobody says so within the limit. */
  Optional<NodeName> storeLeader(Duration limit);

  /**
   * Every change of the leader key from now on, beginning with how it stands. Reads the store by
   * watch, through all members, and goes on by itself when one falls silent.
   */
  Mailbox<LeaderKey> watchLeaderKey();

  /** Who leads and who follows how, from the store and the servers; for resolving targets. */
  ClusterView cluster(Duration limit);

  /** What {@code node} holds of {@code writer}; empty when it does not answer. */
  Optional<Rows> rows(NodeName node, String writer, Duration limit);

  /**
   * Role, timeline and position; absent where the server did not answer.
   *
   * @param streaming whether it receives the log, and has received all again that it had replayed
   *     before: a standby asks for a whole segment whenever it connects
   */
  record ServerView(
      Reach reach,
      Optional<Role> role,
      Optional<Integer> timeline,
      Optional<Lsn> lsn,
      boolean streaming) {}

  record CommitView(CommitResult result, Optional<Integer> timeline) {}

  /** Status codes of {@code /primary} and {@code /replica}; the rest from their answers. */
  record AgentView(
      Reach reach,
      Optional<Integer> primaryStatus,
      Optional<Integer> replicaStatus,
      Optional<String> state,
      Optional<String> role,
      Optional<Integer> timeline) {}

  record ProxyView(Reach reach, List<ProxyLine> lines) {}

  record ProxyLine(String backend, NodeName node, boolean up, int sessions, long totalSessions) {}

  record LeaderKey(Optional<NodeName> leader, long revision) {}

  /**
   * @param streaming who streams the leader's present timeline, and has caught up with it once
   */
  record ClusterView(
      Optional<NodeName> leader, List<NodeName> synchronousStandbys, List<NodeName> streaming) {}

  record Rows(List<Range> present, List<Long> twice, boolean inOrder) {}
}
