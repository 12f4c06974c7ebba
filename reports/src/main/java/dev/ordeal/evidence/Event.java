package dev.ordeal.evidence;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was seen or done during a run, as one line of {@code events.jsonl}. Events hold
 * names and numbers only, since evidence outlives code; {@code atNs} is nanoseconds on one
 * monotonic clock since the start of the run. For a sample {@code sentNs} is when the question went
 * out and {@code atNs} when its answer, or the lack of one, was known.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
public sealed interface Event {
  /** The version of these records; a reader refuses a newer one. */
  int SCHEMA = 1;

  long atNs();

  /** The run entered {@code phase}. */
  record PhaseStarted(long atNs, Phase phase) implements Event {}

  /** A step of the scenario began; {@code index} from 0, {@code text} in the words of its file. */
  record StepStarted(long atNs, int index, String text) implements Event {}

  /** A step ended; {@code words} say why it was not done, and are empty where it was. */
  record StepEnded(long atNs, int index, boolean done, String words) implements Event {}

  /**
   * A fault, or an operation, reached {@code mark}.
   *
   * @param id unique in the run, the same for all marks of one fault
   * @param fault the YAML name, {@code power-off}
   * @param targets the components it meets, by their plain names: {@code node1}, {@code
   *     node1/agent}, {@code node1/server}, {@code etcd2}, {@code proxy1}, {@code link
   *     node1->etcd2:2379}
   * @param means how it is done here: {@code packet drop}, {@code toxic timeout}, {@code SIGKILL}
   */
  record FaultMarked(
      long atNs,
      int id,
      String fault,
      List<String> targets,
      FaultMark mark,
      String means,
      String words)
      implements Event {
    public FaultMarked {
      targets = List.copyOf(targets);
    }
  }

  /**
   * What a server said of itself, absent where it did not answer.
   *
   * @param streaming whether it receives the write-ahead log from another server now, beyond what
   *     it had replayed before
   */
  record ServerSample(
      long atNs,
      long sentNs,
      String node,
      Reach reach,
      Optional<String> role,
      Optional<Integer> timeline,
      Optional<String> lsn,
      Optional<Boolean> streaming)
      implements Event {}

  /**
   * Whether a server really commits a write, asked straight at the server. {@code timeline} is the
   * one that the write was made on.
   */
  record CommitProbe(
      long atNs, long sentNs, String node, CommitResult result, Optional<Integer> timeline)
      implements Event {}

  /**
   * What the agent's REST API said: the status codes of {@code /primary} and {@code /replica}, and
   * from their answers state, role and timeline.
   */
  record AgentSample(
      long atNs,
      long sentNs,
      String node,
      Reach reach,
      Optional<Integer> primaryStatus,
      Optional<Integer> replicaStatus,
      Optional<String> state,
      Optional<String> role,
      Optional<Integer> timeline)
      implements Event {}

  /** The leader key in the store became {@code leader}; empty when the key went away. */
  record LeaderKeyChanged(long atNs, Optional<String> leader, long revision) implements Event {}

  /** A write into the store through {@code member} was tried: can it be written at this moment? */
  record StoreProbe(long atNs, long sentNs, String member, Reach reach) implements Event {}

  /**
   * One server's line in the proxy's statistics. {@code backend} is {@code primary} or {@code
   * replicas}.
   */
  record ProxySample(
      long atNs,
      String proxy,
      String backend,
      String node,
      boolean up,
      int sessions,
      long totalSessions)
      implements Event {}

  /** The proxy's runtime socket did not answer. */
  record ProxySilent(long atNs, long sentNs, String proxy, Reach reach) implements Event {}

  /** {@code sensor} began to look at {@code target}, every {@code intervalNs}; 0 for a watch. */
  record SensorStarted(long atNs, Sensor sensor, String target, long intervalNs) implements Event {}

  /**
   * {@code sensor} stopped looking at {@code target}: at the end, or because it was switched off.
   */
  record SensorStopped(long atNs, Sensor sensor, String target, String reason) implements Event {}

  /**
   * A client's operation ended. Latency counts from {@code scheduledNs}, when the open-loop
   * schedule wanted it to be sent, not from {@code sentNs}.
   *
   * @param id unique in the run
   * @param process the client, which has at most one operation under way; after an indefinite
   *     outcome its identity is never used again, as in Jepsen
   * @param session the session it went through; a long-lived session serves many operations
   * @param path the entry that the client used: {@code primary}, {@code replicas}, or a node's name
   *     for a client beside that node
   * @param key for APPEND the writer, for registers the register's name, for READ_LATEST the writer
   *     whose latest number was read
   * @param value the number appended, the value written or read; absent where nothing was read
   * @param expected for COMPARE_AND_SET the value that had to be there
   * @param servedBy the node that answered, where known
   * @param error the class of the error, SQLSTATE or a word of ours; empty when it went well
   */
  record ClientOperation(
      long atNs,
      long id,
      String process,
      String session,
      String path,
      OperationKind kind,
      long scheduledNs,
      long sentNs,
      ClientOutcome outcome,
      String key,
      Optional<Long> value,
      Optional<Long> expected,
      Optional<String> servedBy,
      Optional<Integer> timeline,
      Optional<String> error)
      implements Event {
    /** The error word of an operation that was due while every client was busy. */
    public static final String NOT_SENT = "not-sent";

    /** The error word of an operation that was still under way when the workload ended. */
    public static final String UNFINISHED = "unfinished";

    /** The error word of a compare-and-set that found another value than it expected. */
    public static final String MISMATCH = "mismatch";
  }

  /** A long-lived session was opened; {@code servedBy} is the node behind it. */
  record SessionOpened(long atNs, String session, String path, Optional<String> servedBy)
      implements Event {}

  /** A long-lived session came to its end; {@code reason} in a word or an SQLSTATE. */
  record SessionClosed(long atNs, String session, String path, String reason) implements Event {}

  /**
   * What {@code node} holds of {@code writer} after everything was healed: which numbers are
   * present, which more than once, and whether they stand in the order in which they were
   * acknowledged.
   */
  record FinalRows(
      long atNs, String node, String writer, List<Range> present, List<Long> twice, boolean inOrder)
      implements Event {
    public FinalRows {
      present = List.copyOf(present);
      twice = List.copyOf(twice);
    }
  }

  /** Something else worth knowing when the run is read. */
  record Note(long atNs, String words) implements Event {}

  /**
   * The run ended. {@code completed} is false when it was broken off, for the {@code reason} given.
   */
  record RunEnded(long atNs, boolean completed, String reason) implements Event {}
}
