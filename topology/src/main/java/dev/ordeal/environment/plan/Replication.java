package dev.ordeal.environment.plan;

/**
 * How commits wait for standbys.
 *
 * @param synchronousStandbys how many standbys must confirm a commit; 0 in asynchronous mode
 * @param maximumLagOnFailoverBytes how far behind the last known position a candidate may be
 */
public record Replication(Mode mode, int synchronousStandbys, long maximumLagOnFailoverBytes) {
  /** The modes of Patroni: {@code synchronous_mode} off, on, on with strict, and quorum. */
  public enum Mode {
    ASYNCHRONOUS,
    SYNCHRONOUS,
    STRICT,
    QUORUM
  }
}
