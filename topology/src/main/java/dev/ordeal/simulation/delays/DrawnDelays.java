package dev.ordeal.simulation.delays;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Delays as one component draws them: one after the other, from its own stream of chance. */
public record DrawnDelays(Delays delays, RandomGenerator random) {
  /** The next one of that kind, in nanoseconds. */
  public long nanos(Function<Delays, Delay> kind) {
    return kind.apply(delays).draw(random);
  }
}
