package dev.ordeal.workload;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.workload.OperationLog.Answer;
import dev.ordeal.workload.OperationLog.Deed;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A session as connection pools keep them: opened once, written through once a second, and never
 * recycled, however long an answer takes. When it comes to its end it stays closed.
 */
final class LongSession {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** No client's patience ends it: only the other side does, or the end of the run. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private enum State {
    NEVER_OPENED,
    OPEN,
    CLOSED
  }

  private final World world;
  private final Recorder recorder;
  private final Sessions sessions;
  private final OperationLog log;
  private final String name;
  private final Duration openLimit;
  private final Duration phase;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEVER_OPENED);
  private final Entry entry = new Entry.Primary();

  LongSession(
      World world,
      Recorder recorder,
      Sessions sessions,
      OperationLog log,
      String name,
      Duration openLimit,
      Duration phase) {
    this.world = world;
    this.recorder = recorder;
    this.sessions = sessions;
    this.log = log;
    this.name = name;
    this.openLimit = openLimit;
    this.phase = phase;
  }

  /** The work of the task. */
  void run() {
    Session session;
    try {
      session = sessions.open(entry, openLimit);
    } catch (SessionFailure failure) {
      recorder.record(
          new Event.Note(
              recorder.nowNs(), "session " + name + " did not open: " + failure.error()));
      return;
    }
    try (session) {
      if (state.compareAndSet(State.NEVER_OPENED, State.OPEN)) {
        recorder.record(
            new Event.SessionOpened(recorder.nowNs(), name, entry.path(), session.servedBy()));
        closed(writeUntilItEnds(session));
      }
    }
  }

  /** The run ends: a session that is open now was open to the end. */
  void endOfRun() {
    closed("run-ended");
  }

  private void closed(String reason) {
    if (state.getAndSet(State.CLOSED) == State.OPEN) {
      recorder.record(new Event.SessionClosed(recorder.nowNs(), name, entry.path(), reason));
    }
  }

  private String writeUntilItEnds(Session session) {
    long number = 0;
    Moment due = world.monotonic().plus(phase);
    while (true) {
      long dueNs = recorder.nowNs() + due.since(world.monotonic()).toNanos();
      world.sleepUntil(due);
      if (state.get() == State.CLOSED) {
        return "run-ended";
      }
      var end = write(session, ++number, dueNs);
      if (end.isPresent()) {
        return end.get();
      }
      due = next(due);
    }
  }

  /** The next instant of its schedule that has not passed. */
  private Moment next(Moment due) {
    long passed = Math.max(0, world.monotonic().since(due).toNanos());
    return due.plus(INTERVAL.multipliedBy(1 + passed / INTERVAL.toNanos()));
  }

  private Optional<String> write(Session session, long number, long dueNs) {
    var operation =
        log.begun(
            dueNs,
            new OperationLog.Client(name, name, entry.path()),
            new Deed(OperationKind.APPEND, name, Optional.of(number), Optional.empty()));
    try {
      var served = session.append(name, number, PATIENCE);
      log.ended(operation, ClientOutcome.OK, Calls.answer(served), Optional.empty());
      return Optional.empty();
    } catch (SessionFailure failure) {
      var answer = new Answer(session.servedBy(), Optional.empty(), Optional.empty());
      log.ended(operation, failure.outcome(), answer, Optional.of(failure.error()));
      return Optional.of(failure.error());
    }
  }
}
