package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.names.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timeline of the end of a log, and the history of those before it.
 *
 * @param history the ends of the timelines before the current one
 */
public record Timelines(int current, List<HistoryLine> history) {
  /** Those of a new cluster. */
  static final Timelines FIRST = new Timelines(1, List.of());

  public Timelines {
    history = List.copyOf(history);
  }

  /**
   * What a promotion makes of them: the next timeline that is free here.
   *
   * @param end where the log ends
   * @param least the new timeline is not before this one
   */
  Timelines promotedAt(long end, int least) {
    int newest = current;
    for (HistoryLine line : history) {
      newest = Math.max(newest, line.timeline());
    }
    List<HistoryLine> longer = new ArrayList<>(history);
    longer.add(
        new HistoryLine(
            current,
            new Lsn(end),
            "no recovery target specified",
            Optional.empty(),
            Optional.empty()));
    return new Timelines(Math.max(newest + 1, least), longer);
  }

  /**
   * Whether a log that has come to {@code position} of {@code timeline} is a part of the log here.
   *
   * @param end where the log here ends
   */
  boolean include(int timeline, long position, long end) {
    if (timeline == current) {
      return position <= end;
    }
    return timeline < current && endOf(timeline).filter(fork -> position <= fork).isPresent();
  }

  /** Where {@code older} ended in the history; empty where it is not in it. */
  private Optional<Long> endOf(int older) {
    return history.stream()
        .filter(line -> line.timeline() == older)
        .map(line -> line.at().bytes())
        .findFirst();
  }
}
