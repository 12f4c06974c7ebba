package dev.ordeal.agent.policy;

import java.util.Optional;

/**
 * Whom a replica streams from. A replica without upstream waits, or restores from an archive.
 *
 * @param name of the member; what the log says
 * @param host and port, where its server listens
 * @param slot the replication slot that is kept for this node there
 */
public record Upstream(String name, String host, int port, Optional<String> slot) {

  /** Whether the two mean the same server, by address, whatever it is called. */
  public boolean sameServerAs(Upstream other) {
    return host.equals(other.host) && port == other.port;
  }
}
