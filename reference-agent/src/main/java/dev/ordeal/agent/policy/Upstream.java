package dev.ordeal.agent.policy;

import java.util.List;
import java.util.Optional;

/**
 * Whom a replica streams from. A replica without upstream waits, or restores from an archive.
 *
 * @param name of the member; what the log says
 * @param host and port, where its server listens; several hosts, comma-separated, only for a remote
 * @param slot the replication slot that is kept for this node there
 * @param remote whether it is no member, but what the whole standby cluster follows
 */
public record Upstream(String name, String host, int port, Optional<String> slot, boolean remote) {

  /** A member of this cluster. */
  public Upstream(String name, String host, int port, Optional<String> slot) {
    this(name, host, port, slot, false);
  }

  /** Whether the two mean the same server, by address, whatever it is called. */
  public boolean sameServerAs(Upstream other) {
    return host.equals(other.host) && port == other.port;
  }

  /** The hosts, of which one is a primary where there are several (contract, section 6). */
  public List<String> hosts() {
    return List.of(host.split("\\s*,\\s*", -1));
  }
}
