package dev.ordeal.agent.policy;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whom a node copies from and whom it streams from (contract, sections 4.7 and 7.2). Pure. */
public final class Sources {
  private Sources() {}

  /** Whom this node should stream from; empty where it restores from the archive alone. */
  public static Optional<Upstream> upstream(Observation seen) {
    if (seen.tags().noStream()) {
      return Optional.empty();
    }
    Optional<Member> wished =
        seen.tags()
            .replicateFrom()
            .filter(name -> !name.equals(seen.me()))
            .flatMap(seen.store()::member)
            .filter(Member::isRunning);
    return wished.or(seen::otherLeader).filter(Member::hasAddress).map(of -> upstream(seen, of));
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
