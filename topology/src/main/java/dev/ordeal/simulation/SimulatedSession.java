package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.postgres.Query;
import dev.ordeal.simulation.postgres.Result;
import dev.ordeal.simulation.postgres.SqlPort;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of a client: opened by connect and login, one statement at a time. What an SQLSTATE
 * means is said as in containers: refused by a living server is definite, all else may have
 * happened.
 */
final class SimulatedSession implements Session {
  private static final int REQUEST_BYTES = 150;
  private static final int ANSWER_BYTES = 100;
  private static final String LOST = "08006";
  private static final String REFUSED = "08001";

  private final Mailbox<Result> inbox;
  private @Nullable Connection connection;
  private Optional<String> servedBy = Optional.empty();

  /**
   * Opens one over {@code link}.
   *
   * @throws SessionFailure when it does not come about; always definite
   */
  SimulatedSession(
      SimulatedWorld world, Network network, OsProcess client, Link link, Duration limit)
      throws SessionFailure {
    this.inbox = world.mailbox();
    Dial dial =
        network.connect(
            client,
            link,
            this::opened,
            () -> inbox.put(new Result.Ended(REFUSED, link.destination() + " refused")));
    Optional<Result> result = inbox.take(limit);
    if (result.isPresent() && result.get() instanceof Result.Ready) {
      return;
    }
    dial.giveUp();
    close();
    if (result.isPresent() && result.get() instanceof Result.Ended ended) {
      throw failure(ClientOutcome.DEFINITE, ended.state(), ended.message());
    }
    throw failure(ClientOutcome.DEFINITE, "timeout", "no session in time");
  }

  private void opened(Connection opened) {
    connection = opened;
    opened.whenLostByClient(() -> inbox.put(new Result.Ended(LOST, "the connection was closed")));
    opened.request(
        REQUEST_BYTES,
        () ->
            opened
                .service(SqlPort.class)
                .login(result -> opened.answer(ANSWER_BYTES, () -> inbox.put(result))));
  }

  @Override
  public Optional<String> servedBy() {
    return servedBy;
  }

  @Override
  public Served append(String writer, long number, Duration limit) throws SessionFailure {
    Result.Done done = ask(new Query.Append(writer, number), limit);
    return new Served(done.node(), done.timeline());
  }

  @Override
  public Read readLatest(String writer, Duration limit) throws SessionFailure {
    Result.Done done = ask(new Query.ReadLatest(writer), limit);
    return new Read(done.node(), done.timeline(), done.value());
  }

  @Override
  public Read readRegister(String key, Duration limit) throws SessionFailure {
    Result.Done done = ask(new Query.ReadRegister(key), limit);
    return new Read(done.node(), done.timeline(), done.value());
  }

  @Override
  public Served writeRegister(String key, long value, Duration limit) throws SessionFailure {
    Result.Done done = ask(new Query.WriteRegister(key, value), limit);
    return new Served(done.node(), done.timeline());
  }

  @Override
  public Swapped compareAndSet(String key, long expected, long value, Duration limit)
      throws SessionFailure {
    Result.Done done = ask(new Query.CompareAndSet(key, expected, value), limit);
    return new Swapped(done.node(), done.timeline(), done.value() == 1);
  }

  /** Makes the tables of the workload. */
  void createTables(Duration limit) throws SessionFailure {
    ask(new Query.CreateTables(), limit);
  }

  private Result.Done ask(Query query, Duration limit) throws SessionFailure {
    Connection open = connection;
    if (open == null) {
      throw failure(ClientOutcome.DEFINITE, LOST, "the session is closed");
    }
    open.request(
        REQUEST_BYTES,
        () ->
            open.service(SqlPort.class)
                .submit(query, result -> open.answer(ANSWER_BYTES, () -> inbox.put(result))));
    Optional<Result> result = inbox.take(limit);
    if (result.isPresent() && result.get() instanceof Result.Done done) {
      servedBy = Optional.of(done.node());
      return done;
    }
    close();
    if (result.isEmpty()) {
      throw failure(ClientOutcome.INDEFINITE, "timeout", "no answer within " + limit);
    }
    switch (result.get()) {
      case Result.Failed(String state, String message) ->
          throw failure(ClientOutcome.DEFINITE, state, message);
      case Result.Ended(String state, String message) ->
          throw failure(ClientOutcome.INDEFINITE, state, message);
      default -> throw new IllegalStateException("no answer to " + query + ": " + result.get());
    }
  }

  private static SessionFailure failure(ClientOutcome outcome, String error, String message) {
    return new SessionFailure(outcome, error, message, new IllegalStateException(message));
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.closeByClient();
    }
  }
}
