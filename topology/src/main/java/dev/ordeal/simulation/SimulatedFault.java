package dev.ordeal.simulation;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A fault in force: a way to see it, a way to take it away, and whether it is still there. */
final class SimulatedFault implements AppliedFault {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final World world;
  private final Fault fault;
  private final List<String> targets;
  private final String means;
  private final Way way;
  private boolean healed;

  /**
   * @param sight what is seen of it now, in words; empty where nothing is
   * @param cure takes it away and says how
   * @param stillThere false once it is over by itself
   */
  record Way(Supplier<Optional<String>> sight, Supplier<String> cure, BooleanSupplier stillThere) {}

  SimulatedFault(World world, Fault fault, List<String> targets, String means, Way way) {
    this.world = world;
    this.fault = fault;
    this.targets = List.copyOf(targets);
    this.means = means;
    this.way = way;
  }

  @Override
  public Fault fault() {
    return fault;
  }

  @Override
  public List<String> targets() {
    return targets;
  }

  @Override
  public String means() {
    return means;
  }

  @Override
  public Optional<String> seenToBite(Duration limit) {
    Moment deadline = world.monotonic().plus(limit);
    while (true) {
      Optional<String> seen = way.sight().get();
      if (seen.isPresent() || !world.monotonic().isBefore(deadline)) {
        return seen;
      }
      world.sleep(LOOK);
    }
  }

  @Override
  public String heal() {
    if (!inForce()) {
      return "healed before";
    }
    healed = true;
    return way.cure().get();
  }

  @Override
  public boolean inForce() {
    return !healed && way.stillThere().getAsBoolean();
  }
}
