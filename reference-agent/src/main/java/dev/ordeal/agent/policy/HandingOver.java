package dev.ordeal.agent.policy;

import java.util.List;
import java.util.Optional;

/** Contract, section 4.3. */
final class HandingOver implements Rule {
  @Override
  public String name() {
    return "handing-over";
  }

  @Override
  public String sentence() {
    return "The leader gives leadership up when somebody asked for it and another node is fit.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.leads() || !leadsByServer(seen)) {
      return silent();
    }
    return seen.store().failover().flatMap(wish -> answer(seen, wish));
  }

  /** Whether the server is what a leader's is to be, and so has something to hand over. */
  static boolean leadsByServer(Observation seen) {
    return seen.server().isPrimary() || seen.isStandbyCluster() && seen.server().isReplica();
  }

  private Optional<Decision> answer(Observation seen, ManualFailover wish) {
    Optional<String> stale = Switchovers.against(seen, wish);
    if (stale.isPresent()) {
      return say(stale.get(), new Action.ClearFailover(wish.revision()));
    }
    if (!Switchovers.isDue(seen, wish)) {
      return silent();
    }
    List<String> fit = Switchovers.fit(seen, wish);
    if (fit.isEmpty()) {
      return say(
          "manual failover: no healthy members found, failover is not possible",
          new Action.ClearFailover(wish.revision()));
    }
    return say(
        "manual failover: demoting myself",
        seen.server().isPrimary() ? new Action.HandOver(fit) : new Action.ReleaseLeaderKey());
  }
}
