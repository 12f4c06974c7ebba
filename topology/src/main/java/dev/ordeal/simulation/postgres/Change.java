package dev.ordeal.simulation.postgres;

/** What one record of the write-ahead log does. */
sealed interface Change {
  /** How much log it takes, in bytes; about what PostgreSQL writes with its commit record. */
  int bytes();

  record Append(String writer, long number) implements Change {
    @Override
    public int bytes() {
      return 176;
    }
  }

  record SetRegister(String key, long value) implements Change {
    @Override
    public int bytes() {
      return 136;
    }
  }

  /** A write of a sensor's. */
  record Probe() implements Change {
    static final Probe ONE = new Probe();

    @Override
    public int bytes() {
      return 152;
    }
  }

  /** The tables of the workload. */
  record Tables() implements Change {
    @Override
    public int bytes() {
      return 65_536;
    }
  }

  /** The beginning of a timeline. */
  record EndOfRecovery() implements Change {
    @Override
    public int bytes() {
      return 48;
    }
  }

  record Checkpoint(boolean shutdown) implements Change {
    @Override
    public int bytes() {
      return 120;
    }
  }
}
