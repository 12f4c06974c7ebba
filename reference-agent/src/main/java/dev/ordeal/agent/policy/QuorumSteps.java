package dev.ordeal.agent.policy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The next safe step of quorum commit (contract, section 5). Pure.
 *
 * <p>With voters V and quorum q in the key, and {@code ANY n (S)} in the server: a commit was
 * acknowledged by n of S, a candidate has asked itself and q others of V. Whoever wins has every
 * acknowledged commit when the two groups must meet: <b>|V ∪ S| ≤ q + n</b>. While V is empty
 * nobody but the leader itself may stand, so anything goes.
 *
 * <p>That is enough for commits that were made while those names were in effect. Of what was
 * committed before them a candidate must not miss anything either: {@link
 * Quorum#keepsWhatWasCommitted}.
 *
 * <p>Every change is at most three steps: a key that is right for the names of now and for those to
 * come, the names, the key. Steps that the invariant allows to leave out are left out.
 */
final class QuorumSteps {
  private QuorumSteps() {}

  /** One state of the two records. */
  record Quorum(Set<String> voters, int quorum, Set<String> names, int count) {
    Quorum {
      voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
      names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The invariant. */
    boolean isSafe() {
      return voters.isEmpty() || union(voters, names).size() <= quorum + count;
    }

    /**
     * Whether whoever wins by that key has every commit from before the present names. Either a
     * group of the size that it needs always holds one that was enough until now: q' - q ≥ |V' -
     * V|; or it always holds somebody who has all of it: |V' - C| ≤ q'.
     *
     * @param confirmed who has everything that was committed before the present names took effect
     */
    boolean keepsWhatWasCommitted(Set<String> newVoters, int newQuorum, Set<String> confirmed) {
      boolean asBefore =
          !voters.isEmpty() && newQuorum - quorum >= without(newVoters, voters).size();
      return asBefore || without(newVoters, confirmed).size() <= newQuorum;
    }

    Quorum withKey(Set<String> newVoters, int newQuorum) {
      return new Quorum(newVoters, newQuorum, names, count);
    }

    Quorum withNames(Set<String> newNames, int newCount) {
      return new Quorum(voters, quorum, newNames, newCount);
    }
  }

  /** What is to be written next; either the key or the names. */
  sealed interface Step {
    record Key(Set<String> voters, int quorum) implements Step {}

    record Names(Set<String> names, int count) implements Step {}

    record Done() implements Step {}
  }

  /**
   * The next step from {@code now} to a state in which all of {@code wanted} vote and each commit
   * waits for {@code count} of them.
   */
  static Step step(Quorum now, Set<String> wanted, int count) {
    int quorum = wanted.isEmpty() ? 0 : wanted.size() - count;
    boolean keyIsRight = now.voters().equals(wanted) && now.quorum() == quorum;
    boolean namesAreRight = now.names().equals(wanted) && now.count() == count;
    if (keyIsRight && namesAreRight) {
      return new Step.Done();
    }
    if (!keyIsRight && now.withKey(wanted, quorum).isSafe()) {
      return new Step.Key(wanted, quorum);
    }
    if (!namesAreRight && now.withNames(wanted, count).isSafe()) {
      return new Step.Names(wanted, count);
    }
    Set<String> everybody = union(union(now.voters(), now.names()), wanted);
    return new Step.Key(everybody, everybody.size() - Math.min(now.count(), count));
  }

  static List<Action> next(Observation seen) {
    SyncState sync = seen.store().sync();
    SynchronousNames names = SynchronousNames.parse(seen.server().synchronousNames());
    Set<String> wanted = new TreeSet<>();
    SynchronousCandidates.of(seen).forEach(candidate -> wanted.add(candidate.member().name()));
    int count = Math.min(Math.max(1, seen.settings().synchronousNodeCount()), wanted.size());
    Quorum now =
        new Quorum(sync.standbys(), sync.quorum(), names.set(), names.any() ? names.count() : 0);
    return switch (step(now, wanted, count)) {
      case Step.Done() -> strictly(seen, names, wanted);
      case Step.Key(var voters, int quorum) -> key(seen, now, voters, quorum);
      case Step.Names(var who, int many) -> names(seen, who, many);
    };
  }

  /** Not before those who count have what was committed before; until then, nothing. */
  private static List<Action> key(Observation seen, Quorum now, Set<String> voters, int quorum) {
    if (!now.keepsWhatWasCommitted(voters, quorum, SynchronousSteps.confirmed(seen))) {
      return List.of();
    }
    return List.of(
        new Action.WriteSync(
            SyncState.of(seen.me(), voters, quorum, seen.store().sync().revision())),
        new Action.WakeUp());
  }

  private static List<Action> names(Observation seen, Set<String> names, int count) {
    SynchronousNames wanted =
        names.isEmpty() && seen.settings().synchronousModeStrict()
            ? SynchronousNames.everybody(true)
            : SynchronousNames.anyOf(count, names);
    return wanted.toString().equals(seen.server().synchronousNames())
        ? List.of()
        : List.of(new Action.SetSynchronousNames(wanted.toString()), new Action.WakeUp());
  }

  private static List<Action> strictly(
      Observation seen, SynchronousNames names, Set<String> wanted) {
    return wanted.isEmpty() && seen.settings().synchronousModeStrict() && !names.isEverybody()
        ? names(seen, wanted, 0)
        : List.of();
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }
}
