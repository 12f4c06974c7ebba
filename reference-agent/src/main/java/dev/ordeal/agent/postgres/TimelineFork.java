package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.names.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a node's log has left its leader's, from the leader's timeline history (contract, section
 * 6). Pure.
 */
public final class TimelineFork {
  private TimelineFork() {}

  /**
   * Where a node stands.
   *
   * @param end what it has replayed as a replica; as a primary that was stopped cleanly, where its
   *     last record, the shutdown checkpoint, begins
   * @param formerPrimary whether {@code end} is the beginning of the last record and not its end
   */
  public record Here(int timeline, Lsn end, boolean formerPrimary) {}

  /** The lines of a history file: timeline, where it ended, why. */
  static List<HistoryLine> parse(String file) {
    List<HistoryLine> lines = new ArrayList<>();
    file.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
        .forEach(line -> {
          String[] fields = line.split("\\s+", 3);
          if (fields.length >= 2) {
            lines.add(
                new HistoryLine(
                    Integer.parseInt(fields[0]),
                    Lsn.parse(fields[1]),
                    fields.length > 2 ? fields[2] : "",
                    Optional.empty(),
                    Optional.empty()));
          }
        });
    return lines;
  }

  /**
   * Whether the log here has left the leader's.
   *
   * @param leaderTimeline the leader's own
   * @param history the ends of the timelines before it
   */
  public static boolean hasDiverged(Here here, int leaderTimeline, List<HistoryLine> history) {
    if (here.timeline() > leaderTimeline) {
      return true;
    }
    if (here.timeline() == leaderTimeline) {
      return false;
    }
    return history.stream()
        .filter(line -> line.timeline() == here.timeline())
        .findFirst()
        .map(line -> isBeyond(here, line.at()))
        .orElse(true);
  }

  /**
   * A promotion forks at the end of a record. Nothing follows a shutdown checkpoint, so a fork
   * behind its beginning is one at its end.
   */
  private static boolean isBeyond(Here here, Lsn fork) {
    return here.formerPrimary() ? fork.compareTo(here.end()) <= 0 : here.end().compareTo(fork) > 0;
  }
}
