package dev.ordeal.agent.rest;

import dev.ordeal.agent.policy.HistoryLine;
import java.util.ArrayList;
import java.util.List;

/** The ends of all timelines, {@code GET /history}: a list of lists, as in the key. */
final class HistoryBody {
  private HistoryBody() {}

  static List<List<Object>> of(List<HistoryLine> lines) {
    return lines.stream().map(HistoryBody::line).toList();
  }

  private static List<Object> line(HistoryLine line) {
    List<Object> fields = new ArrayList<>();
    fields.add(line.timeline());
    fields.add(line.at().bytes());
    fields.add(line.reason());
    line.time().ifPresent(fields::add);
    line.newLeader().filter(name -> line.time().isPresent()).ifPresent(fields::add);
    return fields;
  }
}
