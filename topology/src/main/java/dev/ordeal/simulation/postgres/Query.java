package dev.ordeal.simulation.postgres;

/** What a session asks of a server; one statement, one transaction. */
public sealed interface Query {
  record Append(String writer, long number) implements Query {}

  record ReadLatest(String writer) implements Query {}

  record ReadRegister(String key) implements Query {}

  record WriteRegister(String key, long value) implements Query {}

  record CompareAndSet(String key, long expected, long value) implements Query {}

  /** A sensor's write; answers without a timeline where the server is in recovery. */
  record Probe() implements Query {}

  /** Makes the tables of the workload. */
  record CreateTables() implements Query {}

  /** What the judge looks at: answers by {@link Result.View}. */
  record View() implements Query {}

  /** Which standbys stream: answers by {@link Result.Names}. */
  record Streaming() implements Query {}

  /** All numbers of a writer: answers by {@link Result.Numbers}. */
  record Rows(String writer) implements Query {}
}
