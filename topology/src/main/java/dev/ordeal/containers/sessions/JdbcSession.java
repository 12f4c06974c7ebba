package dev.ordeal.containers.sessions;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.evidence.ClientOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A session over one JDBC connection; every operation is one statement and one round trip. */
final class JdbcSession implements Session {
  private final Connection connection;
  private final Function<String, String> memberAt;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private volatile Optional<String> servedBy = Optional.empty();

  /** What one row said; {@code value} is 0 where the statement returns none. */
  private record Answer(String node, int timeline, long value) {}

  /**
   * @param memberAt the member that has an address
   */
  JdbcSession(Connection connection, Function<String, String> memberAt) {
    this.connection = connection;
    this.memberAt = memberAt;
  }

  @Override
  public Optional<String> servedBy() {
    return servedBy;
  }

  @Override
  public Served append(String writer, long number, Duration limit) throws SessionFailure {
    return served(ask(limit, Sql.APPEND, writer, number));
  }

  @Override
  public Read readLatest(String writer, Duration limit) throws SessionFailure {
    return read(ask(limit, Sql.READ_LATEST, writer));
  }

  @Override
  public Read readRegister(String key, Duration limit) throws SessionFailure {
    return read(ask(limit, Sql.READ_REGISTER, key));
  }

  @Override
  public Served writeRegister(String key, long value, Duration limit) throws SessionFailure {
    return served(ask(limit, Sql.WRITE_REGISTER, key, value));
  }

  @Override
  public Swapped compareAndSet(String key, long expected, long value, Duration limit)
      throws SessionFailure {
    Answer answer =
        expected == 0
            ? ask(limit, Sql.SWAP_FROM_ZERO, key, value)
            : ask(limit, Sql.SWAP, value, key, expected);
    return new Swapped(answer.node(), answer.timeline(), answer.value() == 1);
  }

  @Override
  public void close() {
    try {
      // Abort, not close: a peer that reads nothing must not hold the client up.
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The connection is gone already.
    }
  }

  private static Served served(Answer answer) {
    return new Served(answer.node(), answer.timeline());
  }

  private static Read read(Answer answer) {
    return new Read(answer.node(), answer.timeline(), answer.value());
  }

  private Answer ask(Duration limit, String sql, Object... arguments) throws SessionFailure {
    Aborts.Abort abort = Aborts.after(limit, connection);
    try (abort) {
      PreparedStatement statement = prepared(sql);
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      Answer answer = answer(statement);
      if (ClientErrors.saysUnreplicated(statement.getWarnings())) {
        throw new SessionFailure(
            ClientOutcome.INDEFINITE,
            ClientErrors.UNREPLICATED,
            "committed, but the wait for synchronous standbys was broken off",
            statement.getWarnings());
      }
      return answer;
    } catch (SQLException e) {
      abort.close();
      if (abort.fired()) {
        throw new SessionFailure(
            ClientOutcome.INDEFINITE, ClientErrors.TIMEOUT, "no answer within " + limit, e);
      }
      throw new SessionFailure(
          ClientErrors.ofStatement(e.getSQLState()),
          ClientErrors.name(e),
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private Answer answer(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      String node = memberAt.apply(rows.getString(1));
      servedBy = Optional.of(node);
      boolean hasValue = rows.getMetaData().getColumnCount() > 2;
      return new Answer(node, rows.getInt(2), hasValue ? rows.getLong(3) : 0);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    } else {
      statement.clearWarnings();
    }
    return statement;
  }
}
