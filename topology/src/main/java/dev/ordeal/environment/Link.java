package dev.ordeal.environment;

/**
 * A directed connection path: whoever connects from {@code source} to {@code port} of {@code
 * destination} goes through it, and nobody else. {@code source} is the name of a member, or {@link
 * #CLIENTS}.
 */
public record Link(String source, String destination, int port) {
  /** Where the workload comes from. */
  public static final String CLIENTS = "clients";

  @Override
  public String toString() {
    return "link " + source + "->" + destination + ":" + port;
  }
}
