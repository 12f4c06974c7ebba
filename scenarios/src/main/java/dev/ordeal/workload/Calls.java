package dev.ordeal.workload;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.Session.Read;
import dev.ordeal.environment.Session.Served;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.workload.OperationLog.Answer;
import dev.ordeal.workload.OperationLog.Deed;
import dev.ordeal.workload.Work.Mismatch;
import java.time.Duration;
import java.util.Optional;

/** What each kind of operation asks of a session, and its answer. */
final class Calls {
  private Calls() {}

  static Answer append(Session session, Deed deed, Duration limit) throws SessionFailure {
    return answer(session.append(deed.key(), deed.value().orElseThrow(), limit));
  }

  static Answer readLatest(Session session, Deed deed, Duration limit) throws SessionFailure {
    return answer(session.readLatest(deed.key(), limit));
  }

  static Answer readRegister(Session session, Deed deed, Duration limit) throws SessionFailure {
    return answer(session.readRegister(deed.key(), limit));
  }

  static Answer writeRegister(Session session, Deed deed, Duration limit) throws SessionFailure {
    return answer(session.writeRegister(deed.key(), deed.value().orElseThrow(), limit));
  }

  static Answer compareAndSet(Session session, Deed deed, Duration limit)
      throws SessionFailure, Mismatch {
    var swapped =
        session.compareAndSet(
            deed.key(), deed.expected().orElseThrow(), deed.value().orElseThrow(), limit);
    var answer =
        new Answer(Optional.of(swapped.node()), Optional.of(swapped.timeline()), Optional.empty());
    if (!swapped.swapped()) {
      throw new Mismatch(answer);
    }
    return answer;
  }

  static Answer answer(Served served) {
    return new Answer(Optional.of(served.node()), Optional.of(served.timeline()), Optional.empty());
  }

  private static Answer answer(Read read) {
    return new Answer(
        Optional.of(read.node()), Optional.of(read.timeline()), Optional.of(read.value()));
  }
}
