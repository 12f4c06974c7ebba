package dev.ordeal.trials.measures;

import java.time.Duration;
import java.util.List;

/**
 * How fast virtual time passes, and what memory it takes.
 *
 * @param blocks plays in a row, counted together; in the first ones Java still compiles
 * @param played bytes that one play held at its end, evidence included, beside what was there
 *     before it
 * @param before bytes in use when the first block had ended
 * @param after bytes in use when the last block had ended
 */
public record SimulationUse(List<Block> blocks, long played, long before, long after) {
  /** So many simulated seconds should pass in one second of one core. */
  public static final double SPEED_LIMIT = 1000;

  /** More memory than this a play must not need. */
  public static final long PLAY_LIMIT = 64L << 20;

  /** More than this is growth, and no noise of Java's own tables. */
  public static final long GROWTH_LIMIT = 1L << 20;

  /**
   * @param wall how long the block took
   * @param processor the processor time of the whole process meanwhile, compiling and collecting
   *     included
   */
  public record Block(int plays, Duration simulated, Duration wall, Duration processor) {
    /** Simulated seconds in each second of the one core that a play uses. */
    public double speed() {
      return (double) simulated.toNanos() / wall.toNanos();
    }
  }

  public SimulationUse {
    blocks = List.copyOf(blocks);
  }

  /** The speed once Java has compiled what it will. */
  public double speed() {
    return blocks.getLast().speed();
  }

  /** Bytes that all plays between left behind. */
  public long growth() {
    return after - before;
  }

  /** How many plays could have left something behind between the two readings of memory. */
  public int playsBetween() {
    return blocks.stream().skip(1).mapToInt(Block::plays).sum();
  }

  public boolean isGood() {
    return speed() >= SPEED_LIMIT && played <= PLAY_LIMIT && growth() <= GROWTH_LIMIT;
  }
}
