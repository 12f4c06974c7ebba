package dev.ordeal.containers;

import dev.ordeal.environment.plan.AgentPlan;

/**
 * The names of the images; {@code docker/setup} makes them. The system property {@code
 * ordeal.image.postgres} and its like put a user's own image in the place of ours.
 */
public record Images(
    String toxiproxy, String etcd, String haproxy, String postgres, String reference) {
  public static Images configured() {
    return new Images(
        named("toxiproxy"), named("etcd"), named("haproxy"), named("postgres"), named("reference"));
  }

  /** The image of a node under this agent. */
  public String node(AgentPlan.Kind agent) {
    return switch (agent) {
      case PATRONI -> postgres;
      case REFERENCE -> reference;
    };
  }

  private static String named(String part) {
    return System.getProperty("ordeal.image." + part, "ordeal/" + part + ":local");
  }
}
