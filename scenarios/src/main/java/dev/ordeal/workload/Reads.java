package dev.ordeal.workload;

import dev.ordeal.evidence.OperationKind;
import dev.ordeal.workload.OperationLog.Deed;
import java.util.Optional;

/**
 * Each reader asks for the latest number of one regular writer, always the same place, so that
 * going back in time would show.
 */
final class Reads implements Traffic.Source {
  private final Roster writers;

  Reads(Roster writers) {
    this.writers = writers;
  }

  @Override
  public Work due(long dueNs) {
    return new Work(
        dueNs,
        OperationKind.READ_LATEST,
        reader ->
            new Deed(
                OperationKind.READ_LATEST,
                writers.regular(reader.number()),
                Optional.empty(),
                Optional.empty()),
        Calls::readLatest);
  }
}
