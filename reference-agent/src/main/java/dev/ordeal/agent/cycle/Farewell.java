package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.SlotNames;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How an agent ends (contract, section 7.4). The lease is left to run out, as users expect. */
final class Farewell {
  private static final Duration STOP = Duration.ofMinutes(1);

  private final AgentParts parts;
  private final Mind mind;
  private final LeaseKeeper keeper;
  private final DynamicSettings settings;

  Farewell(AgentParts parts, Mind mind, LeaseKeeper keeper, DynamicSettings settings) {
    this.parts = parts;
    this.mind = mind;
    this.keeper = keeper;
    this.settings = settings;
  }

  void say() {
    if (settings.paused()) {
      parts.log().info("PAUSE: the agent ends, the server stays");
      return;
    }
    String me = parts.identity().name();
    StoreView store = mind.store;
    try {
      parts.postgres().stop(StopMode.FAST, STOP);
      if (store.isLeader(me)) {
        Optional<Lsn> end = parts.postgres().shutdownCheckpoint();
        if (end.isPresent()) {
          parts.dcs().writeStatus(store.status().endingAt(end.get(), SlotNames.of(me)), me);
        }
        parts.dcs().releaseLeaderKey(me);
        parts.log().info("Leader key released");
      }
      writeMember(me);
    } catch (PortFailure e) {
      parts.log().error("the end was not a clean one: " + e.getMessage());
    }
  }

  private void writeMember(String me) {
    Map<String, Object> value = new LinkedHashMap<>(parts.addresses());
    value.put("state", "stopped");
    value.put(
        "role",
        switch (mind.role) {
          case "primary" -> "demoted";
          case "standby_leader" -> "replica";
          default -> mind.role;
        });
    value.put("version", Identity.CONTRACT_VERSION);
    value.put("agent", Identity.AGENT);
    keeper.view().id().ifPresent(lease -> parts.dcs().writeMember(me, value, lease));
  }
}
