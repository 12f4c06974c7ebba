package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.HistoryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the key {@code history} should say (contract, section 2.3). Pure. */
final class Histories {
  private Histories() {}

  /**
   * @param local the server's own lines, oldest first
   * @param known the lines of the key
   * @param most how many are kept; 0 for all
   * @param time of the newest, ISO 8601
   */
  static List<HistoryLine> merged(
      List<HistoryLine> local, List<HistoryLine> known, int most, String time, String me) {
    List<HistoryLine> merged = new ArrayList<>();
    for (HistoryLine line : local) {
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
}
