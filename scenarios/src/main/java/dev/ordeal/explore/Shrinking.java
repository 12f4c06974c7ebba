package dev.ordeal.explore;

import dev.ordeal.simulation.mistakes.Misbehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Makes a schedule smaller that breaks a promise, as long as it breaks the same one: fewer steps
 * first, then shorter times, a simpler workload and environment. A smaller schedule meets the
 * agents at other instants, so each is tried with a few seeds.
 */
final class Shrinking {
  private static final int SEEDS = 4;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final String SIMPLEST = "three-nodes";

  /** What is promised in every environment, and whatever happens. */
  private static final Set<String> EVERYWHERE =
      Set.of("leaders-at-once", "old-sessions-closed", "every-node-streams-again");

  private final String promise;
  private final Set<Misbehaviour> planted;
  private final int mostPlays;
  private Draft draft;
  private long seed;
  private int plays;

  private Shrinking(
      Draft draft, long seed, String promise, Set<Misbehaviour> planted, int mostPlays) {
    this.draft = draft;
    this.seed = seed;
    this.promise = promise;
    this.planted = planted;
    this.mostPlays = mostPlays;
  }

  /**
   * A schedule with the seed with which it breaks the promise.
   *
   * @param plays how many schedules were tried for it
   */
  record Shrunk(Draft draft, long seed, int plays) {}

  /**
   * The smallest schedule that was found within {@code mostPlays} plays.
   *
   * @param draft with {@code seed} breaks {@code promise}
   */
  static Shrunk shrink(
      Draft draft, long seed, String promise, Set<Misbehaviour> planted, int mostPlays) {
    var shrinking = new Shrinking(draft, seed, promise, planted, mostPlays);
    shrinking.shrink();
    return new Shrunk(shrinking.draft, shrinking.seed, shrinking.plays);
  }

  private void shrink() {
    onePromise();
    boolean smaller = true;
    while (smaller && plays < mostPlays) {
      smaller = fewerSteps();
      smaller |= shorterTimes();
      smaller |= simplerSurroundings();
    }
  }

  /** The others need a workload of their own. */
  private void onePromise() {
    SequencedMap<String, Object> one = new LinkedHashMap<>();
    draft
        .promises()
        .forEach((name, meaning) -> {
          if (name.equals(promise)) {
            one.put(name, meaning);
          }
        });
    if (!one.isEmpty()) {
      take(draft.withPromises(one));
    }
  }

  /** Halves first, then single steps. */
  private boolean fewerSteps() {
    boolean any = false;
    for (int size = Math.max(1, draft.steps().size() / 2); size >= 1; size /= 2) {
      int from = 0;
      while (from < draft.steps().size()) {
        List<DraftStep> fewer = new ArrayList<>(draft.steps());
        fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
        if (!fewer.isEmpty() && takeEither(inTime(fewer, from, size), draft.withSteps(fewer))) {
          any = true;
        } else {
          from += size;
        }
      }
    }
    return any;
  }

  /** Fewer steps, of which those that are left begin when they did: a strike needs its instant. */
  private Draft inTime(List<DraftStep> fewer, int from, int size) {
    if (from >= fewer.size()) {
      return draft.withSteps(fewer);
    }
    Duration waited =
        draft.steps().stream()
            .skip(from)
            .limit(size)
            .map(DraftStep::after)
            .reduce(Duration.ZERO, Duration::plus);
    List<DraftStep> later = new ArrayList<>(fewer);
    later.set(from, later.get(from).after(later.get(from).after().plus(waited)));
    return draft.withSteps(later);
  }

  private boolean shorterTimes() {
    boolean any = false;
    for (int i = 0; i < draft.steps().size(); i++) {
      DraftStep step = draft.steps().get(i);
      if (!step.after().isZero()) {
        any |= take(with(i, step.after(Duration.ZERO)));
      }
      step = draft.steps().get(i);
      Optional<Duration> lasts = step.lasts();
      if (lasts.isPresent() && lasts.get().compareTo(SHORTEST) > 0) {
        any |= take(with(i, step.lasting(rounded(lasts.get().dividedBy(2)))));
      }
    }
    return any;
  }

  /** Round numbers, which people read more easily, once they are large enough for it. */
  private static Duration rounded(Duration time) {
    long millis = time.toMillis();
    long unit = millis >= 2000 ? 500 : millis >= 200 ? 100 : 10;
    return Duration.ofMillis(Math.max(SHORTEST.toMillis(), millis / unit * unit));
  }

  private Draft with(int index, DraftStep step) {
    List<DraftStep> steps = new ArrayList<>(draft.steps());
    steps.set(index, step);
    return draft.withSteps(steps);
  }

  private boolean simplerSurroundings() {
    boolean any = false;
    for (String key : List.of("registers", "reads", "long-sessions")) {
      SequencedMap<String, Object> less = new LinkedHashMap<>(draft.workload());
      if (less.remove(key) != null && !isJudgedBy(key)) {
        any |= take(draft.withWorkload(less));
      }
    }
    boolean alone = draft.promises().keySet().equals(Set.of(promise));
    if (alone && EVERYWHERE.contains(promise) && !draft.environment().equals(SIMPLEST)) {
      any |= take(draft.withEnvironment(SIMPLEST));
    }
    return any;
  }

  /** Whether a promise that is left sees nothing without this part of the workload. */
  private boolean isJudgedBy(String key) {
    return switch (key) {
      case "registers" -> draft.promises().containsKey("registers-linearizable");
      case "long-sessions" -> draft.promises().containsKey("old-sessions-closed");
      default -> false;
    };
  }

  private boolean takeEither(Draft one, Draft other) {
    return take(one) || (!one.equals(other) && take(other));
  }

  private boolean take(Draft smaller) {
    for (int i = 0; i < SEEDS && plays < mostPlays; i++) {
      plays++;
      if (Play.of(smaller, seed + i, planted).breaks(promise)) {
        draft = smaller;
        seed += i;
        return true;
      }
    }
    return false;
  }
}
