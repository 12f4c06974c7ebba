package dev.ordeal.environment.fault;

import dev.ordeal.environment.Link;
import java.util.List;

/**
 * Every connection on the links is reset (RST), once; new ones come about as ever. Exercises
 * reconnecting. Nothing to heal.
 */
public record Reset(List<Link> links) implements Fault {
  public Reset {
    links = List.copyOf(links);
  }

  @Override
  public String yamlName() {
    return "reset";
  }
}
