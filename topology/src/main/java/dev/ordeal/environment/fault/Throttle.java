package dev.ordeal.environment.fault;

import dev.ordeal.environment.Link;
import java.util.List;

/** The links carry at most {@code bytesPerSecond} in each direction. Exercises replication lag. */
public record Throttle(List<Link> links, long bytesPerSecond) implements Fault {
  /** The least that a link can be throttled to, bytes a second: the unit of Toxiproxy. */
  public static final long LEAST = 1_000;

  public Throttle {
    links = List.copyOf(links);
  }

  @Override
  public String yamlName() {
    return "throttle";
  }
}
