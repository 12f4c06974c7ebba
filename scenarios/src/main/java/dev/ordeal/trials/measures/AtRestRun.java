package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.containers.measures.AgentUse;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets an environment rest, counts what it uses with the sensors closed and open, and starts its
 * agents anew.
 */
public final class AtRestRun {
  /** For how long is counted, once closed and once open. */
  public static final Duration SPAN = Duration.ofSeconds(20);

  /** The beginning costs more than what follows, and is no rest. */
  private static final Duration CALM = Duration.ofSeconds(30);

  /** How often every agent is started anew. */
  public static final int STARTS = 3;

  private static final Duration STEADY_LIMIT = Duration.ofSeconds(60);

  private AtRestRun() {}

  /**
   * @param environment runs, and is steady
   */
  public static AtRest of(ContainerEnvironment environment, World world) {
    Moment origin = world.monotonic();
    AtRest.Span closed = span(environment, world, origin);
    AtRest.Span open;
    try (var _ = new OpenSensors(environment, world)) {
      open = span(environment, world, origin);
    }
    return AtRest.of(closed, open, starts(environment));
  }

  private static List<Duration> starts(ContainerEnvironment environment) {
    List<Duration> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      starts.addAll(environment.agentStarts());
      environment.awaitSteady(STEADY_LIMIT);
    }
    return starts;
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
