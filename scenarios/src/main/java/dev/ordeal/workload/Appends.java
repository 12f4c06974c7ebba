package dev.ordeal.workload;

import dev.ordeal.evidence.OperationKind;
import dev.ordeal.workload.OperationLog.Deed;
import java.util.Optional;

/** Every client appends its own next number. */
final class Appends implements Traffic.Source {
  @Override
  public Work due(long dueNs) {
    return new Work(
        dueNs,
        OperationKind.APPEND,
        identity ->
            new Deed(
                OperationKind.APPEND,
                identity.name(),
                Optional.of(identity.nextNumber()),
                Optional.empty()),
        Calls::append);
  }
}
