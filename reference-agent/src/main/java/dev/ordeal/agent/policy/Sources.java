package dev.ordeal.agent.policy;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whom a node copies from and whom it streams from (contract, sections 4.7 and 7.2). Pure. */
public final class Sources {
  private Sources() {}

  /**
   * Whom this node should stream from; empty where it restores from the archive alone. Nobody but
   * the leader of a standby cluster streams from the remote while there is one.
   */
  public static Optional<Upstream> upstream(Observation seen) {
    if (seen.tags().noStream()) {
      return Optional.empty();
    }
    if (seen.isStandbyCluster() && (seen.isNamedLeader() || seen.store().leader().isEmpty())) {
      return remote(seen);
    }
    Optional<Member> wished =
        seen.tags()
            .replicateFrom()
            .filter(name -> !name.equals(seen.me()))
            .flatMap(seen.store()::member)
            .filter(Member::isRunning);
    return wished.or(seen::otherLeader).filter(Member::hasAddress).map(of -> upstream(seen, of));
  }

  /** What a standby cluster follows, for a node that nobody else leads. */
  static Optional<Upstream> remote(Observation seen) {
    return seen.tags().noStream() ? Optional.empty() : RemotePrimary.of(seen.settings());
  }

  /**
   * Whose history tells whether a replica's log is the right one: a primary's, which the leader of
   * a standby cluster is not (contract, section 6). Empty where there is nobody to ask.
   */
  public static Optional<Upstream> authority(
      DynamicSettings settings, Optional<Upstream> upstream) {
    return settings.standbyCluster().isPresent() ? RemotePrimary.of(settings) : upstream;
  }

  private static Upstream upstream(Observation seen, Member member) {
    URI address = URI.create(member.connectUrl());
    return new Upstream(
        member.name(),
        address.getHost(),
        address.getPort() < 0 ? 5432 : address.getPort(),
        seen.settings().useSlots() ? Optional.of(SlotNames.of(seen.me())) : Optional.empty());
  }

  /** A running replica that is meant to be copied from; drawn by name, so that it is repeatable. */
  static Optional<Member> cloneFrom(Observation seen) {
    List<Member> willing =
        seen.store().membersBut(seen.me()).stream()
            .filter(member -> member.tags().cloneFrom() && member.isRunning())
            .filter(member -> !seen.store().isLeader(member.name()))
            .toList();
    return willing.isEmpty()
        ? Optional.empty()
        : Optional.of(willing.get(Math.floorMod(seen.me().hashCode(), willing.size())));
  }
}
