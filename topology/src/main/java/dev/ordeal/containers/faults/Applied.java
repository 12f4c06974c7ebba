package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A fault in force, made of a way to see it and a way to take it away. */
final class Applied implements AppliedFault {
  private final Fault fault;
  private final List<String> targets;
  private final String means;
  private final Sight sight;
  private final Cure cure;
  private final BooleanSupplier stillThere;
  private boolean healed;

  /** Looks once; each look is short, and is repeated until it sees something. */
  interface Sight {
    Optional<String> look() throws IOException;
  }

  /** Takes the fault away. */
  interface Cure {
    String heal() throws IOException;
  }

  private Applied(
      Fault fault,
      List<String> targets,
      String means,
      Sight sight,
      Cure cure,
      BooleanSupplier stillThere) {
    this.fault = fault;
    this.targets = List.copyOf(targets);
    this.means = means;
    this.sight = sight;
    this.cure = cure;
    this.stillThere = stillThere;
  }

  static Applied lasting(Fault fault, List<String> targets, String means, Sight sight, Cure cure) {
    return new Applied(fault, targets, means, sight, cure, () -> true);
  }

  /** One that may end by itself. */
  static Applied passing(
      Fault fault,
      List<String> targets,
      String means,
      Sight sight,
      Cure cure,
      BooleanSupplier stillThere) {
    return new Applied(fault, targets, means, sight, cure, stillThere);
  }

  /** One that is over as soon as it is done; {@code heals} says who mends what is left of it. */
  static Applied momentary(
      Fault fault, List<String> targets, String means, Sight sight, String heals) {
    return new Applied(fault, targets, means, sight, () -> heals, () -> false);
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
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        Optional<String> seen = sight.look();
        if (seen.isPresent()) {
          return seen;
        }
      } catch (IOException | RuntimeException e) {
        // Nothing was seen; the next look may see more.
      }
      if (System.nanoTime() > deadline) {
        return Optional.empty();
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  @Override
  public synchronized String heal() {
    if (healed) {
      return "healed before";
    }
    try {
      String words = cure.heal();
      healed = true;
      return words;
    } catch (IOException e) {
      throw new EnvironmentFailed(fault.yamlName() + " could not be healed", e);
    }
  }

  @Override
  public synchronized boolean inForce() {
    return !healed && stillThere.getAsBoolean();
  }
}
