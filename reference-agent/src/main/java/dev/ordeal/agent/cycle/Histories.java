package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.HistoryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the key {@code history} should say (contract, section 2.3). Pure. */
final class Histories {
  private static final String GIVEN_UP = "given up: another node was promoted to it";

  private Histories() {}

  /**
   * @param local the server's own lines, oldest first
   * @param timeline the server's own; the numbers between the last line and it were given to
   *     others, and get lines here, since whoever reads the key takes its last line for the
   *     timeline before
   * @param known the lines of the key
   * @param most how many are kept; 0 for all
   * @param time of the newest, ISO 8601
   */
  static List<HistoryLine> merged(
      List<HistoryLine> local,
      int timeline,
      List<HistoryLine> known,
      int most,
      String time,
      String me) {
    List<HistoryLine> merged = new ArrayList<>();
    for (HistoryLine line : withGaps(local, timeline)) {
      Optional<HistoryLine> before =
          known.stream()
              .filter(each -> each.timeline() == line.timeline() && each.at().equals(line.at()))
              .filter(each -> each.time().isPresent())
              .findFirst();
      merged.add(before.orElse(line));
    }
    if (!merged.isEmpty() && merged.getLast().time().isEmpty()) {
      HistoryLine newest = merged.removeLast();
      merged.add(
          new HistoryLine(
              newest.timeline(), newest.at(), newest.reason(), Optional.of(time), Optional.of(me)));
    }
    return most > 0 && merged.size() > most
        ? merged.subList(merged.size() - most, merged.size())
        : merged;
  }

  private static List<HistoryLine> withGaps(List<HistoryLine> local, int timeline) {
    if (local.isEmpty()) {
      return local;
    }
    List<HistoryLine> lines = new ArrayList<>(local);
    HistoryLine last = local.getLast();
    for (int lost = last.timeline() + 1; lost < timeline; lost++) {
      lines.add(new HistoryLine(lost, last.at(), GIVEN_UP, Optional.empty(), Optional.empty()));
    }
    return lines;
  }
}
