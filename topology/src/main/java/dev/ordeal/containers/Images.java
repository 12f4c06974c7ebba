package dev.ordeal.containers;

/**
 * The names of the images; {@code docker/setup} makes them. The system property {@code
 * ordeal.image.postgres} and its like put a user's own image in the place of ours.
 */
public record Images(String toxiproxy, String etcd, String haproxy, String postgres) {
  public static Images configured() {
    return new Images(named("toxiproxy"), named("etcd"), named("haproxy"), named("postgres"));
  }

  private static String named(String part) {
    return System.getProperty("ordeal.image." + part, "ordeal/" + part + ":local");
  }
}
