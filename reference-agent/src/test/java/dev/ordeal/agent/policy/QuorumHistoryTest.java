package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.QuorumSteps.Quorum;
import dev.ordeal.agent.policy.QuorumSteps.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every history of three standbys: commits are acknowledged, standbys catch up, the wish changes,
 * and the agent takes its steps, in every order. Nobody may win who lacks a commit of any time.
 */
final class QuorumHistoryTest {
  private static final List<Set<String>> SUBSETS = subsets();
  private static final int MOST_COMMITS = 3;

  private static List<Set<String>> subsets() {
    List<Set<String>> subsets = new ArrayList<>();
    for (int bits = 0; bits < 8; bits++) {
      Set<String> subset = new TreeSet<>();
      for (int i = 0; i < 3; i++) {
        if ((bits & 1 << i) != 0) {
          subset.add(List.of("a", "b", "c").get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  /**
   * @param confirmed who has caught up since the names took effect
   * @param holders of every commit, those who have it; commits that the same have are one
   */
  private record Past(Quorum now, Set<String> confirmed, Set<Set<String>> holders) {
    List<Past> next() {
      List<Past> next = new ArrayList<>();
      for (Set<String> acknowledging : SUBSETS) {
        if (holders.size() < MOST_COMMITS
            && acknowledging.size() == now.count()
            && now.names().containsAll(acknowledging)) {
          Set<Set<String>> more = new LinkedHashSet<>(holders);
          more.add(acknowledging);
          next.add(new Past(now, confirmed, more));
        }
      }
      for (String standby : now.names()) {
        next.add(caughtUp(standby));
      }
      for (Set<String> wanted : SUBSETS) {
        for (int count = wanted.isEmpty() ? 0 : 1; count <= wanted.size(); count++) {
          next.add(after(QuorumSteps.step(now, wanted, count)));
        }
      }
      return next;
    }

    private Past caughtUp(String standby) {
      Set<Set<String>> held = new LinkedHashSet<>();
      for (Set<String> commit : holders) {
        held.add(with(commit, standby));
      }
      return new Past(now, with(confirmed, standby), held);
    }

    private Past after(Step step) {
      return switch (step) {
        case Step.Key(var voters, int quorum) ->
            now.keepsWhatWasCommitted(voters, quorum, confirmed)
                ? new Past(now.withKey(voters, quorum), confirmed, holders)
                : this;
        case Step.Names(var names, int count) ->
            new Past(now.withNames(names, count), Set.of(), holders);
        case Step.Done() -> this;
      };
    }

    /** A candidate wins with {@code quorum} other voters who are not ahead of it. */
    boolean losesNothing() {
      return holders.stream()
          .allMatch(commit -> {
            Set<String> lacking = new TreeSet<>(now.voters());
            lacking.removeAll(commit);
            return lacking.size() <= now.quorum();
          });
    }
  }

  private static Set<String> with(Set<String> some, String another) {
    Set<String> all = new TreeSet<>(some);
    all.add(another);
    return all;
  }

  @Test
  void whoever_wins_has_the_commits_of_all_times() {
    var begin = new Past(new Quorum(Set.of(), 0, Set.of(), 0), Set.of(), Set.of());
    Set<Past> known = new LinkedHashSet<>(List.of(begin));
    List<Past> open = new ArrayList<>(known);
    while (!open.isEmpty()) {
      Past now = open.removeLast();
      assertThat(now.losesNothing()).as("%s", now).isTrue();
      for (Past next : now.next()) {
        if (known.add(next)) {
          open.add(next);
        }
      }
    }
    assertThat(known).hasSizeGreaterThan(1_000);
  }

  /** One of two is away, and commits wait for the other, which lags: it must not win by itself. */
  @Test
  void the_vote_of_a_standby_is_needed_until_the_others_have_what_it_had() {
    var now = new Quorum(Set.of("a", "c"), 1, Set.of("a"), 1);
    assertThat(QuorumSteps.step(now, Set.of("a"), 1)).isEqualTo(new Step.Key(Set.of("a"), 0));
    assertThat(now.keepsWhatWasCommitted(Set.of("a"), 0, Set.of())).isFalse();
    assertThat(now.keepsWhatWasCommitted(Set.of("a"), 0, Set.of("a"))).isTrue();
  }

  @Test
  void who_joins_needs_no_confirmation_where_one_more_vote_is_asked_for() {
    var now = new Quorum(Set.of("a"), 0, Set.of("a"), 1);
    assertThat(now.keepsWhatWasCommitted(Set.of("a", "c"), 1, Set.of())).isTrue();
    assertThat(now.keepsWhatWasCommitted(Set.of("a", "c"), 0, Set.of())).isFalse();
  }
}
