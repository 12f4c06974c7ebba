package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which standbys may be synchronous, best first (contract, section 5). Pure. */
final class SynchronousCandidates {
  private SynchronousCandidates() {}

  /** A standby that streams, with the member that it is. */
  record Candidate(Member member, Server.Standby standby, boolean alreadySynchronous) {}

  /** All that are eligible; members that may not be promoted come last. */
  static List<Candidate> of(Observation seen) {
    SyncState sync = seen.store().sync();
    return seen.store().membersBut(seen.me()).stream()
        .filter(member -> member.isRunning() && !member.tags().noSync())
        .flatMap(member ->
            standby(seen, member)
                .map(standby -> new Candidate(member, standby, sync.isStandby(member.name())))
                .stream())
        .filter(candidate -> !lagsTooMuch(seen, candidate))
        .sorted(
            Comparator.comparing((Candidate candidate) -> candidate.member().tags().noFailover())
                .thenComparing(candidate -> -candidate.member().tags().syncPriority())
                .thenComparing(candidate -> !candidate.alreadySynchronous())
                .thenComparing(
                    candidate -> candidate.standby().flushed(), Comparator.reverseOrder())
                .thenComparing(candidate -> candidate.member().name()))
        .toList();
  }

  private static Optional<Server.Standby> standby(Observation seen, Member member) {
    return seen.server().standbys().stream()
        .filter(standby -> standby.name().equalsIgnoreCase(member.name()) && standby.isStreaming())
        .findFirst();
  }

  private static boolean lagsTooMuch(Observation seen, Candidate candidate) {
    long limit = seen.settings().maximumLagOnSyncNode();
    Lsn mine = seen.server().position().orElse(new Lsn(0));
    return limit > 0 && mine.minus(candidate.standby().flushed()) > limit;
  }
}
