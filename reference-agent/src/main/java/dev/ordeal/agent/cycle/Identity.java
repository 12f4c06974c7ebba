package dev.ordeal.agent.cycle;

/**
 * Who this agent is.
 *
 * @param scope the cluster's name
 * @param name this member's name
 * @param version of Patroni's contract that it speaks, {@code x.y.z}
 */
public record Identity(String scope, String name, String version) {
  /** The version of the contract; peers change their behaviour by it. */
  public static final String CONTRACT_VERSION = "4.1.5";

  /** What a member key says in its field {@code agent}, which Patroni does not know. */
  public static final String AGENT = "ordeal";
}
