package dev.ordeal.language;

import java.util.List;

/** Whom a step means; found out when the step runs. */
public sealed interface Target {
  /** A member by its name. */
  record Named(String name) implements Target {}

  /** Members by their part in the environment at that moment. */
  record ByRole(RoleWord role) implements Target {}

  /** What the latest fault of {@code yamlName} met: {@code the-powered-off}, {@code the-paused}. */
  record MetBy(String yamlName) implements Target {}

  /** Several at once. */
  record Group(List<Target> members) implements Target {
    public Group {
      members = List.copyOf(members);
    }
  }

  /** The words for parts. */
  enum RoleWord {
    /** The holder of the leader key. */
    LEADER,
    /** The holder of the leader key when the warm-up ended. */
    FIRST_LEADER,
    ANY_REPLICA,
    /** A replica that no fault of the story has met yet; of links, the first end is met. */
    ANOTHER_REPLICA,
    EVERY_REPLICA,
    SYNCHRONOUS_STANDBY,
    /** A replica that is not a synchronous standby. */
    ASYNCHRONOUS_STANDBY,
    EVERY_NODE,
    DCS_LEADER,
    /** A follower of the store. */
    DCS_FOLLOWER,
    /** The largest set of members that leaves a quorum, the leader among them last. */
    DCS_MINORITY,
    /** The smallest set of members without which there is no quorum, the leader among them. */
    DCS_MAJORITY,
    EVERY_DCS_MEMBER,
    PROXY,
    /** The clients of the proxy, as an end of links. */
    CLIENTS,
    /** Everything that is not named by the other end, as an end of links. */
    EVERYTHING_ELSE
  }
}
