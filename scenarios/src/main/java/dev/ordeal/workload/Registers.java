package dev.ordeal.workload;

import dev.ordeal.evidence.OperationKind;
import dev.ordeal.workload.OperationLog.Answer;
import dev.ordeal.workload.OperationLog.Deed;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Reads, writes and compare-and-sets on a few registers, in turn. No value is written twice in a
 * run, so that a read tells which write it saw; a compare-and-set expects what was last seen, so
 * that many of them succeed.
 */
final class Registers implements Traffic.Source {
  private static final double READS = 0.5;
  private static final double WRITES = 0.3;
  private final int registers;
  private final RandomGenerator random;
  private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
  private long operations;
  private long lastValue;

  Registers(int registers, RandomGenerator random) {
    this.registers = registers;
    this.random = random;
  }

  @Override
  public Work due(long dueNs) {
    String key = "r" + (1 + operations++ % registers);
    double draw = random.nextDouble();
    if (draw < READS) {
      return new Work(
          dueNs,
          OperationKind.REGISTER_READ,
          identity ->
              new Deed(OperationKind.REGISTER_READ, key, Optional.empty(), Optional.empty()),
          (session, deed, limit) -> seen(key, Calls.readRegister(session, deed, limit)));
    }
    long value = ++lastValue;
    if (draw < READS + WRITES) {
      return new Work(
          dueNs,
          OperationKind.REGISTER_WRITE,
          identity ->
              new Deed(OperationKind.REGISTER_WRITE, key, Optional.of(value), Optional.empty()),
          (session, deed, limit) -> set(key, value, Calls.writeRegister(session, deed, limit)));
    }
    return new Work(
        dueNs,
        OperationKind.COMPARE_AND_SET,
        identity ->
            new Deed(
                OperationKind.COMPARE_AND_SET,
                key,
                Optional.of(value),
                Optional.of(lastSeen.getOrDefault(key, 0L))),
        (session, deed, limit) -> set(key, value, Calls.compareAndSet(session, deed, limit)));
  }

  private Answer seen(String key, Answer answer) {
    answer.value().ifPresent(value -> lastSeen.put(key, value));
    return answer;
  }

  private Answer set(String key, long value, Answer answer) {
    lastSeen.put(key, value);
    return answer;
  }
}
