package dev.ordeal.engine;

import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Probes.Rows;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the leader what it holds of each writer, when all is over. */
final class RowCollector {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private final Probes probes;
  private final Recorder recorder;

  RowCollector(Probes probes, Recorder recorder) {
    this.probes = probes;
    this.recorder = recorder;
  }

  /** Writers whose rows do not come are left out: their judge is then blind, not satisfied. */
  void collect(Optional<NodeName> leader, List<String> writers) {
    if (leader.isEmpty()) {
      note("nobody leads, so no rows were collected");
      return;
    }
    for (String writer : writers) {
      Optional<Rows> rows = probes.rows(leader.get(), writer, LIMIT);
      if (rows.isEmpty()) {
        note(leader.get() + " did not say what it holds of " + writer);
        return;
      }
      recorder.record(
          new Event.FinalRows(
              recorder.nowNs(),
              leader.get().value(),
              writer,
              rows.get().present(),
              rows.get().twice(),
              rows.get().inOrder()));
    }
  }

  private void note(String words) {
    recorder.record(new Event.Note(recorder.nowNs(), words));
  }
}
