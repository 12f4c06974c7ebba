package dev.ordeal.environment.fault;

import dev.ordeal.environment.Link;
import java.time.Duration;
import java.util.List;

/**
 * Every byte on the links arrives later, each direction by {@code latency} give or take up to
 * {@code jitter}. Exercises time limits and the order of answers. Healed at once; what is under way
 * arrives.
 */
public record Slow(List<Link> links, Duration latency, Duration jitter) implements Fault {
  public Slow {
    links = List.copyOf(links);
  }

  @Override
  public String yamlName() {
    return "slow";
  }
}
