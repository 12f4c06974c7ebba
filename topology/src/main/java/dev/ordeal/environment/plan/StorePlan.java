package dev.ordeal.environment.plan;

import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;

/** The etcd cluster: an odd number of members, and its two timers. */
public record StorePlan(
    List<NodeName> members, Duration heartbeatInterval, Duration electionTimeout, boolean preVote) {
  public StorePlan {
    members = List.copyOf(members);
  }
}
