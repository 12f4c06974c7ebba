package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.containers.measures.AgentUse;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;

/** Lets an environment rest, and counts what it uses with the sensors closed and open. */
public final class AtRestRun {
  /** For how long is counted, once closed and once open. */
  public static final Duration SPAN = Duration.ofSeconds(20);

  /** The beginning costs more than what follows, and is no rest. */
  private static final Duration CALM = Duration.ofSeconds(30);

  private AtRestRun() {}

  /**
   * @param environment runs, and is steady
   */
  public static AtRest of(ContainerEnvironment environment, World world) {
    Moment origin = world.monotonic();
    AtRest.Span closed = span(environment, world, origin);
    try (var _ = new OpenSensors(environment, world)) {
      return AtRest.of(closed, span(environment, world, origin));
    }
  }

  private static AtRest.Span span(ContainerEnvironment environment, World world, Moment origin) {
    world.sleep(CALM);
    AtRest.Reading from = reading(environment, world, origin);
    world.sleep(SPAN);
    return new AtRest.Span(from, reading(environment, world, origin));
  }

  private static AtRest.Reading reading(
      ContainerEnvironment environment, World world, Moment origin) {
    var uses = environment.uses();
    var agents = environment.agentUses().stream().map(AgentUse::use).toList();
    return new AtRest.Reading(uses, agents, ProcessorTime.used(), world.monotonic().since(origin));
  }
}
