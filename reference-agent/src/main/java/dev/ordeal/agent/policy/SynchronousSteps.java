package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The next safe step between the key {@code sync} and {@code synchronous_standby_names} (contract,
 * section 5). Pure; one step a cycle, so that an agent may die between any two.
 *
 * <p>Invariant: who stands in the key has been waited for by every commit since before it was
 * written there, and is waited for until after it is taken out again.
 */
final class SynchronousSteps {
  private SynchronousSteps() {}

  /** What precedes a promotion: nobody but this node may be promoted until it says otherwise. */
  static List<Action> beforePromotion(Observation seen) {
    DynamicSettings settings = seen.settings();
    if (!settings.isSynchronous()) {
      return List.of();
    }
    SyncState alone = SyncState.of(seen.me(), Set.of(), 0, seen.store().sync().revision());
    SynchronousNames names =
        settings.synchronousModeStrict()
            ? SynchronousNames.everybody(settings.isQuorum())
            : SynchronousNames.NOBODY;
    return List.of(new Action.WriteSync(alone), new Action.SetSynchronousNames(names.toString()));
  }

  /**
   * What a node does that has failed to be promoted and took no write: it gives back the key, and
   * before that the right of others to be promoted, since nothing was acknowledged meanwhile.
   */
  static List<Action> afterFailedPromotion(Observation seen) {
    List<Action> actions = new ArrayList<>();
    SyncState sync = seen.store().sync();
    if (sync.namesOnly(seen.me()) && seen.server().standbySignal()) {
      seen.memory()
          .syncReplaced()
          .ifPresent(before -> actions.add(new Action.WriteSync(before.over(sync))));
    }
    actions.add(new Action.ReleaseLeaderKey());
    return actions;
  }

  /** The step of a leading primary; empty when all is as wanted. */
  static List<Action> next(Observation seen) {
    if (!seen.server().isPrimary() || !seen.leads()) {
      return List.of();
    }
    SyncState sync = seen.store().sync();
    if (!seen.settings().isSynchronous()) {
      return sync.exists()
          ? List.of(
              new Action.DeleteSync(sync.revision()),
              new Action.SetSynchronousNames(usersOwn(seen)),
              new Action.WakeUp())
          : List.of();
    }
    if (sync.leader().filter(seen.me()::equals).isEmpty()) {
      return List.of(
          new Action.WriteSync(SyncState.of(seen.me(), Set.of(), 0, sync.revision())),
          new Action.WakeUp());
    }
    return seen.settings().isQuorum() ? QuorumSteps.next(seen) : first(seen, sync);
  }

  private static List<Action> first(Observation seen, SyncState sync) {
    SynchronousNames now = SynchronousNames.parse(seen.server().synchronousNames());
    Set<String> picked = picked(seen);
    Set<String> kept = new TreeSet<>(sync.standbys());
    kept.retainAll(picked);
    kept.retainAll(now.set());
    if (!kept.equals(sync.standbys())) {
      return List.of(
          new Action.WriteSync(SyncState.of(seen.me(), kept, 0, sync.revision())),
          new Action.WakeUp());
    }
    SynchronousNames wanted =
        picked.isEmpty() && seen.settings().synchronousModeStrict()
            ? SynchronousNames.everybody(false)
            : SynchronousNames.all(picked);
    if (!now.toString().equals(wanted.toString())) {
      return List.of(new Action.SetSynchronousNames(wanted.toString()), new Action.WakeUp());
    }
    Set<String> confirmed = confirmed(seen);
    confirmed.retainAll(picked);
    confirmed.addAll(kept);
    return confirmed.equals(sync.standbys())
        ? List.of()
        : List.of(new Action.WriteSync(SyncState.of(seen.me(), confirmed, 0, sync.revision())));
  }

  private static Set<String> picked(Observation seen) {
    Set<String> picked = new TreeSet<>();
    SynchronousCandidates.of(seen).stream()
        .limit(Math.max(1, seen.settings().synchronousNodeCount()))
        .forEach(candidate -> picked.add(candidate.member().name()));
    return picked;
  }

  /**
   * Who has everything that was committed before commits began to wait: the log position at which
   * the names had taken effect is remembered for this.
   */
  static Set<String> confirmed(Observation seen) {
    Set<String> confirmed = new TreeSet<>();
    // What is remembered of other names says nothing about those that have just come.
    boolean ofTheseNames = seen.memory().names().equals(seen.server().synchronousNames());
    if (!ofTheseNames || seen.memory().namesEffectiveAt().isEmpty()) {
      return confirmed;
    }
    Lsn needed = seen.memory().namesEffectiveAt().get();
    SynchronousCandidates.of(seen).stream()
        .filter(candidate -> isWaitedFor(candidate.standby()))
        .filter(candidate -> candidate.standby().flushed().compareTo(needed) >= 0)
        .forEach(candidate -> confirmed.add(candidate.member().name()));
    return confirmed;
  }

  private static boolean isWaitedFor(Server.Standby standby) {
    return standby.syncState().equals("sync") || standby.syncState().equals("quorum");
  }

  private static String usersOwn(Observation seen) {
    return seen.settings().parameters().getOrDefault("synchronous_standby_names", "");
  }
}
