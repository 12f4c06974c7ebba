package dev.ordeal.workload;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event.ClientOperation;
import dev.ordeal.workload.OperationLog.Answer;
import dev.ordeal.workload.OperationLog.Pending;
import dev.ordeal.workload.Work.Mismatch;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client with a task and a session of its own. It opens its session when it needs one, drops it
 * after a failure or after so many operations, and never tries anything twice.
 */
final class Client {
  private static final Duration IDLE = Duration.ofHours(1);
  private final Logins logins;
  private final Entry entry;
  private final Duration limit;
  private final OperationLog log;
  private final Names names;
  private final int operationsPerSession;
  private final Mailbox<Work> inbox;
  private final Consumer<Client> idle;
  private Identity identity;
  private String sessionName = "";
  private @Nullable Session session;
  private int used;

  /** New names, unique in the run, for identities and for sessions. */
  record Names(Supplier<Identity> identity, Supplier<String> session) {}

  /**
   * @param operationsPerSession after how many operations the session is opened anew; a pool's
   *     clients differ in it, so that they do not all reconnect at once
   * @param idle told after each operation
   */
  Client(
      Logins logins,
      Entry entry,
      Duration limit,
      OperationLog log,
      Names names,
      int operationsPerSession,
      Mailbox<Work> inbox,
      Consumer<Client> idle) {
    this.logins = logins;
    this.entry = entry;
    this.limit = limit;
    this.log = log;
    this.names = names;
    this.operationsPerSession = operationsPerSession;
    this.inbox = inbox;
    this.idle = idle;
    this.identity = names.identity().get();
  }

  /** Hands over work; only ever to an idle client, so that the queue never holds more than one. */
  void give(Work work) {
    inbox.put(work);
  }

  /** The work of the task; ends when its group is killed, and its session with it. */
  void run() {
    try {
      while (true) {
        Optional<Work> work = inbox.take(IDLE);
        if (work.isPresent()) {
          perform(work.get());
          idle.accept(this);
        }
      }
    } finally {
      drop();
    }
  }

  private void perform(Work work) {
    if (session == null) {
      sessionName = names.session().get();
      used = 0;
    }
    Pending operation =
        log.begun(
            work.dueNs(),
            new OperationLog.Client(identity.name(), sessionName, entry.path()),
            work.plan().deed(identity));
    boolean sent = false;
    try {
      Session open = session == null ? logins.open(entry, limit) : session;
      session = open;
      operation = log.sent(operation);
      sent = true;
      Answer answer = work.call().on(open, operation.deed(), limit);
      log.ended(operation, ClientOutcome.OK, answer, Optional.empty());
      recycle();
    } catch (Mismatch mismatch) {
      log.ended(
          operation,
          ClientOutcome.DEFINITE,
          mismatch.answer(),
          Optional.of(ClientOperation.MISMATCH));
    } catch (SessionFailure failure) {
      // Whatever became of a session that did not open, the operation itself was never sent.
      fail(operation, sent ? failure.outcome() : ClientOutcome.DEFINITE, failure.error());
    } catch (RuntimeException error) {
      fail(operation, ClientOutcome.INDEFINITE, "harness " + error.getClass().getSimpleName());
    }
  }

  private void fail(Pending operation, ClientOutcome outcome, String error) {
    Optional<String> node = session == null ? Optional.empty() : session.servedBy();
    log.ended(
        operation,
        outcome,
        new Answer(node, Optional.empty(), Optional.empty()),
        Optional.of(error));
    drop();
    if (outcome == ClientOutcome.INDEFINITE) {
      identity = names.identity().get();
    }
  }

  private void recycle() {
    used++;
    if (used >= operationsPerSession) {
      drop();
    }
  }

  private void drop() {
    Session old = session;
    session = null;
    if (old != null) {
      old.close();
    }
  }
}
