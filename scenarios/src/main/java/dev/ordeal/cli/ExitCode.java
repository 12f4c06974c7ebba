package dev.ordeal.cli;

import dev.ordeal.checks.Outcome;

/** How a call of the command line ends, for scripts; the worst of several files counts. */
public enum ExitCode {
  /** Every promise held, or there was nothing to judge and all went well. */
  HELD(0),
  /** A promise was broken. */
  BROKEN(1),
  /** A file or an option is not what it should be; nothing was started. */
  BAD_INPUT(2),
  /** Nothing was seen to break, but something could not be seen. */
  INCONCLUSIVE(3),
  /** Ordeal itself could not run. */
  COULD_NOT_RUN(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What an outcome of a run is for scripts. */
  static ExitCode of(Outcome outcome) {
    return switch (outcome) {
      case PASS -> HELD;
      case INCONCLUSIVE -> INCONCLUSIVE;
      case FAIL -> BROKEN;
    };
  }

  /** The exit status of the process. */
  public int number() {
    return number;
  }
}
