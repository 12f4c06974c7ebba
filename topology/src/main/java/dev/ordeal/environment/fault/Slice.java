package dev.ordeal.environment.fault;

import dev.ordeal.environment.Link;
import java.time.Duration;
import java.util.List;

/**
 * Data on the links arrives in small pieces of about {@code averageBytes} with a {@code pause}
 * between them. Exercises readers that trust one read to be one message.
 */
public record Slice(List<Link> links, int averageBytes, Duration pause) implements Fault {
  public Slice {
    links = List.copyOf(links);
  }

  @Override
  public String yamlName() {
    return "slice";
  }
}
