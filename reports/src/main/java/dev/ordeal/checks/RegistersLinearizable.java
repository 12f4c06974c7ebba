package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.checks.linearizability.Linearization;
import dev.ordeal.checks.linearizability.RegisterOperation;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Theorem: there is an order of all register reads, writes and compare-and-sets through the primary
 * port, each at one instant between its sending and its answer, in which every read returns what
 * was written last; registers begin with 0. An operation with an indefinite outcome may take effect
 * at any later instant, or never; one that surely failed took none, and a compare-and-set that
 * found another value is a read of such a value.
 *
 * <p>PostgreSQL shows a commit that still waits for its standby once a crash or a cancelled request
 * has ended the wait, and may lose it with the node (PostgreSQL documentation, 26.2.8, Synchronous
 * Replication). Where that is not to be judged, reads of a value whose write was never acknowledged
 * are left out, and so are compare-and-sets that found another value while such a write was open.
 *
 * <p>Blind where the search does not end within {@code limit}, and where fewer than 50 register
 * operations were answered. The limit is spent in steps, 100,000 a second and register, so that the
 * verdict on one evidence is the same on every machine.
 */
public record RegistersLinearizable(Duration limit, UnacknowledgedReads unacknowledgedReads)
    implements Check {
  /** What becomes of reads that saw a write which nobody was told has happened. */
  public enum UnacknowledgedReads {
    JUDGED,
    IGNORED
  }

  public RegistersLinearizable(Duration limit) {
    this(limit, UnacknowledgedReads.JUDGED);
  }

  public RegistersLinearizable {
    Bounds.positive("registers-linearizable", limit);
  }

  @Override
  public String promise() {
    return "registers-linearizable";
  }

  @Override
  public String bound() {
    String searched = "search limited to " + Words.duration(limit);
    return unacknowledgedReads == UnacknowledgedReads.JUDGED
        ? searched
        : searched + ", unacknowledged reads ignored";
  }

  private static final long FLOOR = 50;
  private static final long STEPS_PER_SECOND = 100_000;

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    TreeMap<String, List<RegisterOperation>> histories = new TreeMap<>();
    TreeMap<Long, Event.ClientOperation> operations = new TreeMap<>();
    for (var operation : run.operations()) {
      if (operation.path().equals(Run.PRIMARY)) {
        asRegisterOperation(operation)
            .ifPresent(o -> {
              histories.computeIfAbsent(operation.key(), k -> new ArrayList<>()).add(o);
              operations.put(operation.id(), operation);
            });
      }
    }
    long answered =
        operations.values().stream().filter(o -> o.outcome() == ClientOutcome.OK).count();
    findings.needAtLeast(FLOOR, answered, "register operations were answered");
    findings.figure("register operations", operations.size(), "1");
    long steps = limit.toMillis() * STEPS_PER_SECOND / 1000;
    histories.forEach((register, history) -> {
      switch (Linearization.search(judged(history), 0, steps)) {
        case Linearization.Result.Found found -> {}
        case Linearization.Result.Unknown unknown ->
            findings.blind("The search on " + register + " did not end within its limit");
        case Linearization.Result.Impossible impossible -> {
          long id = impossible.stuckAt().id();
          Optional.ofNullable(operations.get(id))
              .ifPresent(operation -> convict(register, operation, findings));
        }
      }
    });
    return findings.verdict(
        "There is an order for all %d operations on %d registers"
            .formatted(operations.size(), histories.size()));
  }

  private List<RegisterOperation> judged(List<RegisterOperation> history) {
    if (unacknowledgedReads == UnacknowledgedReads.JUDGED) {
      return history;
    }
    List<RegisterOperation> open =
        history.stream().filter(each -> each.returnedNs() == RegisterOperation.OPEN).toList();
    return history.stream()
        .filter(each -> open.stream().noneMatch(write -> maySee(each, write)))
        .toList();
  }

  private static boolean maySee(RegisterOperation operation, RegisterOperation openWrite) {
    boolean later = operation.returnedNs() >= openWrite.calledNs();
    return switch (operation.kind()) {
      case READ -> later && operation.value() == openWrite.value();
      case MISMATCH -> later;
      case WRITE, COMPARE_AND_SET -> false;
    };
  }

  private static void convict(String register, Event.ClientOperation operation, Findings findings) {
    String words =
        "No order of the operations on %s fits; none was found for %s of %d by %s%s, %s"
            .formatted(
                register,
                operation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                operation.value().orElse(0L),
                operation.process(),
                operation.servedBy().map(n -> " on " + n).orElse(""),
                Words.from(operation.sentNs(), operation.atNs()));
    findings.convict(words);
    findings.witness(
        words, operation.servedBy().stream().toList(), operation.sentNs(), operation.atNs());
  }

  /** Empty for what tells nothing: what surely failed, and reads without an answer. */
  private static Optional<RegisterOperation> asRegisterOperation(Event.ClientOperation o) {
    Optional<RegisterOperation.Kind> kind =
        switch (o.kind()) {
          case REGISTER_READ -> Optional.of(RegisterOperation.Kind.READ);
          case REGISTER_WRITE -> Optional.of(RegisterOperation.Kind.WRITE);
          case COMPARE_AND_SET -> Optional.of(RegisterOperation.Kind.COMPARE_AND_SET);
          case APPEND, READ_LATEST -> Optional.empty();
        };
    boolean mismatch =
        o.outcome() == ClientOutcome.DEFINITE
            && o.error().equals(Optional.of(Event.ClientOperation.MISMATCH));
    boolean isRead = o.kind() == OperationKind.REGISTER_READ;
    boolean open = o.outcome() == ClientOutcome.INDEFINITE;
    if ((o.outcome() == ClientOutcome.DEFINITE && !mismatch) || (open && isRead)) {
      return Optional.empty();
    }
    return kind.map(k ->
        new RegisterOperation(
            o.id(),
            mismatch ? RegisterOperation.Kind.MISMATCH : k,
            o.sentNs(),
            open ? RegisterOperation.OPEN : o.atNs(),
            o.value().orElse(0L),
            o.expected().orElse(0L)));
  }
}
