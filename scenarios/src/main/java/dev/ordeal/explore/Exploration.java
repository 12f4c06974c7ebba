package dev.ordeal.explore;

import dev.ordeal.checks.Verdict;
import dev.ordeal.language.Scenario;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Plays drawn schedules on all cores until one breaks a promise, the budget is used up, or somebody
 * interrupts. A share of the runs is played twice: the same seed must give the same evidence.
 */
public final class Exploration {
  private static final int REPEATED_SHARE = 100;

  /** Under this name a run is remembered that gave other evidence the second time. */
  static final String SAME_AGAIN = "same-evidence-again";

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final World clock = RealWorld.of(0);
  private final Settings settings;
  private final Set<Misbehaviour> planted;
  private final Drawing drawing;
  private final SortedSet<Integer> states;
  private final SortedMap<String, Long> rules;
  private final SortedSet<Long> doneAhead = new TreeSet<>();
  private final List<Ledger.Found> found;
  private final Ledger begun;
  private long next;
  private long handedOut;
  private int underWay;
  private long runs;
  private long plays;
  private long unsaid;
  private long repeated;
  private volatile boolean interrupted;

  /**
   * What is explored.
   *
   * @param environments names of environments that Ordeal ships
   * @param first the first seed; where the folder holds an exploration already, it goes on there
   * @param runs how many schedules at most, in this call
   * @param time how long at most, in this call; empty for no limit
   * @param shard which of {@code shards}, counted from 1
   * @param jobs how many schedules are played at once
   * @param keepsGoing whether it goes on after a broken promise
   * @param shrinkingPlays how many smaller schedules are tried for each that breaks a promise
   * @param folder where all is kept
   */
  public record Settings(
      List<String> environments,
      long first,
      long runs,
      Optional<Duration> time,
      int shard,
      int shards,
      int jobs,
      boolean keepsGoing,
      int shrinkingPlays,
      Path folder) {
    public Settings {
      environments = List.copyOf(environments);
    }

    private boolean isOurs(long seed) {
      return Math.floorMod(seed, shards) == shard - 1;
    }
  }

  /**
   * Where it stands.
   *
   * @param plays how often a schedule was played and judged, drawn or struck
   * @param states distinct states of the cluster that were seen
   */
  public record Progress(
      long runs, long plays, double seconds, int states, int rules, int found, long next) {}

  /**
   * @param planted what the environment does wrong, for tests of the explorer itself
   */
  public Exploration(Settings settings, Set<Misbehaviour> planted) {
    this.settings = settings;
    this.planted = Collections.unmodifiableSortedSet(new TreeSet<>(planted));
    this.drawing = new Drawing(settings.environments());
    this.begun =
        Ledger.isIn(settings.folder())
            ? Ledger.read(settings.folder())
            : Ledger.begun(
                settings.environments(),
                settings.first(),
                settings.shard() + "/" + settings.shards());
    this.states = new TreeSet<>(begun.states());
    this.rules = new TreeMap<>(begun.rules());
    this.found = new ArrayList<>(begun.found());
    this.next = begun.next();
    this.handedOut = begun.next();
  }

  /**
   * The file of the schedule that {@code seed} comes to, written into {@code folder}. It is played
   * for that.
   */
  public static Path written(List<String> environments, long seed, Path folder) {
    Path file = folder.resolve("drawn-" + seed + ".yaml");
    write(file, Played.of(new Drawing(environments).draw(seed), seed, Set.of()).draft().text());
    return file;
  }

  /** What {@code seed} draws among these environments, before anything is struck in it. */
  public static Scenario drawn(List<String> environments, long seed) {
    return new Drawing(environments).draw(seed).draft().scenario();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Breaks off after the runs that are under way. From any thread. */
  public void interrupt() {
    interrupted = true;
  }

  /**
   * Explores.
   *
   * @param progress told every few seconds
   * @return what was found in all, this call's and that of calls before
   */
  public Ledger explore(Consumer<Progress> progress) {
    Moment begin = clock.monotonic();
    TaskGroup workers = clock.group("exploration");
    List<Task> all = new ArrayList<>();
    for (int i = 0; i < settings.jobs(); i++) {
      all.add(workers.spawn("job " + i, () -> work(begin)));
    }
    for (Task each : all) {
      while (!each.join(LOOK)) {
        progress.accept(progress(begin));
        ledger(begin).write(settings.folder());
      }
    }
    progress.accept(progress(begin));
    Ledger ledger = ledger(begin);
    ledger.write(settings.folder());
    return ledger;
  }

  private void work(Moment begin) {
    try {
      Optional<Long> seed = takeSeed(begin);
      while (seed.isPresent()) {
        play(seed.get());
        seed = takeSeed(begin);
      }
    } catch (RuntimeException failure) {
      interrupt();
      throw failure;
    }
  }

  private synchronized Optional<Long> takeSeed(Moment begin) {
    boolean timeIsUp =
        settings
            .time()
            .filter(limit -> clock.monotonic().since(begin).compareTo(limit) > 0)
            .isPresent();
    if (interrupted || timeIsUp || runs + underWay >= settings.runs()) {
      return Optional.empty();
    }
    while (!settings.isOurs(handedOut)) {
      handedOut++;
    }
    underWay++;
    return Optional.of(handedOut++);
  }

  private void play(long seed) {
    Played played = Played.of(drawing.draw(seed), seed, planted);
    Draft draft = played.draft();
    Play play = played.play();
    boolean repeats = Math.floorMod(seed, REPEATED_SHARE) == 0;
    boolean same = !repeats || Play.of(draft, seed, planted).isAs(play);
    Optional<Verdict> broken = play.worst();
    Optional<Ledger.Found> shrunk = Optional.empty();
    if (!same) {
      shrunk = Optional.of(keep(draft, seed, SAME_AGAIN, "Two plays of one seed differ.", seed));
    } else if (broken.isPresent()) {
      shrunk = Optional.of(shrunk(draft, seed, broken.get()));
    }
    done(seed, played, repeats && same, shrunk);
  }

  private Ledger.Found shrunk(Draft draft, long seed, Verdict broken) {
    Shrinking.Shrunk smallest =
        Shrinking.shrink(draft, seed, broken.promise(), planted, settings.shrinkingPlays());
    String words =
        Play.of(smallest.draft(), smallest.seed(), planted).broken().stream()
            .filter(verdict -> verdict.promise().equals(broken.promise()))
            .map(Verdict::words)
            .findFirst()
            .orElse(broken.words());
    return keep(smallest.draft(), smallest.seed(), broken.promise(), words, seed);
  }

  private Ledger.Found keep(Draft draft, long seed, String promise, String words, long drawnBy) {
    Draft told =
        draft.told(
            "found by seed " + drawnBy + ": " + promise + " broken",
            "Drawn and shrunk by explore; with seed " + seed + " in simulation: " + words);
    Path file = settings.folder().resolve("found-%s-%d.yaml".formatted(promise, drawnBy));
    write(file, told.text());
    return new Ledger.Found(
        drawnBy,
        promise,
        words,
        file.toString(),
        "./ordeal run %s --world simulated --seed %d".formatted(file, seed),
        draft.steps().size());
  }

  private synchronized void done(
      long seed, Played played, boolean wasRepeated, Optional<Ledger.Found> broke) {
    Play play = played.play();
    underWay--;
    runs++;
    plays += played.plays();
    unsaid += play.couldSay() ? 0 : 1;
    repeated += wasRepeated ? 1 : 0;
    states.addAll(play.paths().states());
    play.paths().rules().forEach(rule -> rules.merge(rule, 1L, Long::sum));
    broke.ifPresent(found::add);
    if (broke.isPresent() && !settings.keepsGoing()) {
      interrupted = true;
    }
    doneAhead.add(seed);
    while (next < handedOut && (!settings.isOurs(next) || doneAhead.remove(next))) {
      next++;
    }
  }

  private synchronized Progress progress(Moment begin) {
    return new Progress(
        runs, plays, seconds(begin), states.size(), rules.size(), found.size(), next);
  }

  private double seconds(Moment begin) {
    return clock.monotonic().since(begin).toMillis() / 1e3;
  }

  private synchronized Ledger ledger(Moment begin) {
    return new Ledger(
        begun.environments(),
        begun.first(),
        next,
        begun.shard(),
        begun.runs() + runs,
        begun.plays() + plays,
        begun.unsaid() + unsaid,
        begun.repeated() + repeated,
        begun.seconds() + seconds(begin),
        new TreeSet<>(states),
        new TreeMap<>(rules),
        List.copyOf(found));
  }
}
