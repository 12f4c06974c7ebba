package dev.ordeal.workload;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Event.ClientOperation;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Recorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes down every operation of every client exactly once: when it ends, when it could not be
 * sent, or, where it never ended, when the workload does.
 */
final class OperationLog {
  private static final String NOBODY = "nobody";
  private final Recorder recorder;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
  private final Set<String> writers = ConcurrentHashMap.newKeySet();

  OperationLog(Recorder recorder) {
    this.recorder = recorder;
  }

  long nowNs() {
    return recorder.nowNs();
  }

  /** Who does it, and by which way. */
  record Client(String process, String session, String path) {}

  /** What is done. */
  record Deed(OperationKind kind, String key, Optional<Long> value, Optional<Long> expected) {}

  /** Who answered, and what, where there was an answer. */
  record Answer(Optional<String> node, Optional<Integer> timeline, Optional<Long> value) {
    static final Answer NONE = new Answer(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** An operation of which the end is not known yet. */
  record Pending(long id, long scheduledNs, long sentNs, Client client, Deed deed) {}

  /** The client has taken it up; its session may have to be opened first. */
  Pending begun(long scheduledNs, Client client, Deed deed) {
    var operation = new Pending(ids.incrementAndGet(), scheduledNs, nowNs(), client, deed);
    if (deed.kind() == OperationKind.APPEND) {
      writers.add(deed.key());
    }
    pending.put(operation.id(), operation);
    return operation;
  }

  /** It goes out now, through an open session. */
  Pending sent(Pending begun) {
    var operation =
        new Pending(begun.id(), begun.scheduledNs(), nowNs(), begun.client(), begun.deed());
    pending.replace(begun.id(), operation);
    return operation;
  }

  void ended(Pending operation, ClientOutcome outcome, Answer answer, Optional<String> error) {
    if (pending.remove(operation.id()) != null) {
      write(operation, outcome, answer, error);
    }
  }

  void notSent(long scheduledNs, String path, Deed deed) {
    var client = new Client(NOBODY, NOBODY, path);
    var operation = new Pending(ids.incrementAndGet(), scheduledNs, nowNs(), client, deed);
    write(operation, ClientOutcome.DEFINITE, Answer.NONE, Optional.of(ClientOperation.NOT_SENT));
  }

  /** Ends whatever is still under way; what comes of it later is not written down any more. */
  void endAll() {
    for (Pending operation : new TreeMap<>(pending).values()) {
      ended(
          operation,
          ClientOutcome.INDEFINITE,
          Answer.NONE,
          Optional.of(ClientOperation.UNFINISHED));
    }
  }

  boolean isQuiet() {
    return pending.isEmpty();
  }

  /** Everybody who sent an append, in order. */
  List<String> writers() {
    return writers.stream().sorted().toList();
  }

  private void write(
      Pending operation, ClientOutcome outcome, Answer answer, Optional<String> error) {
    Client client = operation.client();
    Deed deed = operation.deed();
    recorder.record(
        new Event.ClientOperation(
            nowNs(),
            operation.id(),
            client.process(),
            client.session(),
            client.path(),
            deed.kind(),
            operation.scheduledNs(),
            operation.sentNs(),
            outcome,
            deed.key(),
            deed.value().or(answer::value),
            deed.expected(),
            answer.node(),
            answer.timeline(),
            error));
  }
}
