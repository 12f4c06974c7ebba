package dev.ordeal.agent.policy;

import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import java.util.Optional;

/** Whom a standby cluster follows (contract, section 6). Pure. */
public final class RemotePrimary {
  /** What the log calls it; no member is called so, since a name has no blanks. */
  static final String NAME = "remote primary";

  private static final int PORT = 5432;

  private RemotePrimary() {}

  /** Empty where this cluster follows nobody, or an archive alone. */
  public static Optional<Upstream> of(DynamicSettings settings) {
    return settings.standbyCluster().flatMap(RemotePrimary::of);
  }

  /** Empty where it is an archive alone. */
  public static Optional<Upstream> of(StandbyCluster cluster) {
    return cluster
        .host()
        .or(() -> cluster.port().map(port -> "localhost"))
        .map(host ->
            new Upstream(NAME, host, cluster.port().orElse(PORT), cluster.primarySlotName(), true));
  }
}
