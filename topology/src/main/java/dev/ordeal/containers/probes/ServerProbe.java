package dev.ordeal.containers.probes;

import dev.ordeal.containers.sessions.ClientErrors;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.containers.sessions.Sql;
import dev.ordeal.environment.Probes.CommitView;
import dev.ordeal.environment.Probes.Rows;
import dev.ordeal.environment.Probes.ServerView;
import dev.ordeal.environment.RowSummary;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Looks at one server, at its container's own address. */
final class ServerProbe implements AutoCloseable {
  /**
   * What was written counts beside what was flushed: a receiver flushes nothing before something
   * new comes, and in a cluster at rest that takes up to 15 s.
   */
  private static final String VIEW =
      "select pg_is_in_recovery(), "
          + Sql.TIMELINE
          + ", case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
          + " else pg_current_wal_lsn() end,"
          + " exists (select from pg_stat_wal_receiver where status = 'streaming'"
          + " and coalesce(greatest(written_lsn, pg_last_wal_receive_lsn())"
          + " >= pg_last_wal_replay_lsn(), true))";

  /**
   * Null from a server in recovery, which takes no write: asking it for one all the same would cost
   * it an error, and a line in its log, each time.
   */
  private static final String COMMIT =
      "select case when not pg_is_in_recovery() then write_probe() end";

  private static final String STREAMING =
      "select application_name from pg_stat_replication where state = 'streaming' order by 1";

  private final KeptConnection views;
  private final KeptConnection commits;
  private final KeptConnection questions;

  ServerProbe(String address, Login login) {
    this.views = new KeptConnection(address, login);
    this.commits = new KeptConnection(address, login);
    this.questions = new KeptConnection(address, login);
  }

  ServerView view(Duration limit) {
    try {
      return views.askTwice(limit, ServerProbe::readView);
    } catch (SQLException | TimeoutException e) {
      return noView(Reaches.of(e));
    }
  }

  private static ServerView noView(Reach reach) {
    return new ServerView(reach, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  private static ServerView readView(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VIEW);
        ResultSet row = statement.executeQuery()) {
      row.next();
      String lsn = row.getString(3);
      return new ServerView(
          Reach.ANSWERED,
          Optional.of(row.getBoolean(1) ? Role.REPLICA : Role.PRIMARY),
          Optional.of(row.getInt(2)),
          Optional.ofNullable(lsn).map(Lsn::parse),
          row.getBoolean(4));
    }
  }

  CommitView commit(Duration limit) {
    try {
      Optional<Integer> timeline = commits.ask(limit, ServerProbe::writeTimeline);
      return new CommitView(
          timeline.isPresent() ? CommitResult.COMMITTED : CommitResult.READ_ONLY, timeline);
    } catch (TimeoutException e) {
      return new CommitView(CommitResult.SILENT, Optional.empty());
    } catch (SQLException e) {
      return new CommitView(resultOf(e), Optional.empty());
    }
  }

  /** What a failed write proves; what may have happened counts as silence. */
  static CommitResult resultOf(SQLException error) {
    if ("25006".equals(error.getSQLState())) {
      return CommitResult.READ_ONLY;
    }
    boolean connecting =
        error.getSQLState() != null
            && (error.getSQLState().startsWith("08001")
                || error.getSQLState().startsWith("08004")
                || error.getSQLState().equals("57P03"));
    if (connecting) {
      return switch (Reaches.of(error)) {
        case REFUSED -> CommitResult.REFUSED;
        case SILENT -> CommitResult.SILENT;
        case ANSWERED, FAILED -> CommitResult.FAILED;
      };
    }
    return ClientErrors.ofStatement(error.getSQLState()) == ClientOutcome.DEFINITE
        ? CommitResult.FAILED
        : CommitResult.SILENT;
  }

  /** The application names of the standbys that stream from this server. */
  List<String> streaming(Duration limit) {
    try {
      return questions.askTwice(
          limit,
          connection -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(STREAMING);
                ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                names.add(rows.getString(1));
              }
            }
            return List.copyOf(names);
          });
    } catch (SQLException | TimeoutException e) {
      return List.of();
    }
  }

  Optional<Rows> rows(String writer, Duration limit) {
    String sql = "select number from append where writer = ? order by id";
    try {
      return Optional.of(
          questions.askTwice(
              limit,
              connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                  statement.setString(1, writer);
                  List<Long> numbers = new ArrayList<>();
                  try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                      numbers.add(rows.getLong(1));
                    }
                  }
                  return RowSummary.of(numbers);
                }
              }));
    } catch (SQLException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> writeTimeline(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COMMIT);
        ResultSet row = statement.executeQuery()) {
      row.next();
      int timeline = row.getInt(1);
      return row.wasNull() ? Optional.empty() : Optional.of(timeline);
    }
  }

  @Override
  public void close() {
    views.close();
    commits.close();
    questions.close();
  }
}
