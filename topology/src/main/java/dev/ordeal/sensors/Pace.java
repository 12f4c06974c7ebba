package dev.ordeal.sensors;

import java.time.Duration;

/**
 * How often each sensor looks, and after which time without a word it calls its target silent.
 *
 * <p>Commits are looked at the closest, because phases of a failover and two writers at once are
 * told by them; the rest changes no faster than the loops of agents and proxies. While all is calm
 * they look more rarely, but those that checks ask for never so rarely that it would count as a
 * silence of their own (1 s). At rest they may together cost 15 % of one core ({@code ordeal doctor
 * --at-rest}): a judge that keeps the processors from whom it judges is a fault of its own.
 */
public record Pace(
    Interval server,
    Interval commit,
    Interval agent,
    Interval store,
    Interval proxy,
    Duration silence) {
  /**
   * How often one kind of sensor looks.
   *
   * @param roused between two looks while something is going on
   * @param calmEvery which of those looks it takes while all is calm; 1 for all of them
   */
  public record Interval(Duration roused, int calmEvery) {
    private static Interval ofMillis(long roused, int calmEvery) {
      return new Interval(Duration.ofMillis(roused), calmEvery);
    }
  }

  /** The pace at which runs are judged. */
  public static final Pace USUAL =
      new Pace(
          Interval.ofMillis(100, 3),
          Interval.ofMillis(20, 4),
          Interval.ofMillis(300, 2),
          Interval.ofMillis(1000, 3),
          Interval.ofMillis(100, 3),
          Duration.ofMillis(500));
}
