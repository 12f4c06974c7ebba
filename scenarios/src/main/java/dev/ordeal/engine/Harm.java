package dev.ordeal.engine;

import dev.ordeal.engine.FaultMaker.Planned;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.world.Moment;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Does the harm and takes it away again, and leaves the marks of each fault: asked, applied, seen
 * to bite, healed, or failed.
 */
final class Harm {
  private static final Duration BITE_LIMIT = Duration.ofSeconds(5);

  /** How long a fault that nobody has seen yet is looked at before it is healed. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration HEAL_LIMIT = Duration.ofMinutes(2);
  private final World world;
  private final Faults faults;
  private final Marks marks;
  private final TaskGroup group;
  private final List<FaultInForce> all = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> lastMet = new ConcurrentHashMap<>();

  Harm(World world, Faults faults, Marks marks) {
    this.world = world;
    this.faults = faults;
    this.marks = marks;
    this.group = world.group("harm");
  }

  /** Whom the latest fault of that name met; for one step's several faults, all of them. */
  Optional<List<String>> metBy(String yamlName) {
    return Optional.ofNullable(lastMet.get(yamlName));
  }

  /** Whether any fault so far met the member, healed or not. */
  boolean hasMet(String member) {
    return all.stream().anyMatch(fault -> fault.meets(List.of(member)));
  }

  /** Applies what one step asks for, all at once; returns when all of it is in force or failed. */
  void apply(List<Planned> planned, Optional<Duration> lasting) {
    List<String> met = new ArrayList<>();
    planned.forEach(one -> met.addAll(one.members()));
    lastMet.put(planned.getFirst().fault().yamlName(), List.copyOf(met));
    if (planned.size() == 1) {
      apply(planned.getFirst(), lasting);
      return;
    }
    List<Task> tasks = new ArrayList<>();
    for (Planned one : planned) {
      tasks.add(group.spawn("apply " + one.fault().yamlName(), () -> apply(one, lasting)));
    }
    tasks.forEach(task -> task.join(HEAL_LIMIT));
  }

  private void apply(Planned planned, Optional<Duration> lasting) {
    Fault fault = planned.fault();
    int id = marks.next();
    marks.put(id, fault.yamlName(), FaultTargets.of(fault), FaultMark.ASKED, "", "");
    AppliedFault applied;
    try {
      applied = faults.apply(fault);
    } catch (FaultUnavailable | RuntimeException failure) {
      marks.put(
          id,
          fault.yamlName(),
          FaultTargets.of(fault),
          FaultMark.FAILED,
          "",
          "could not be applied: " + Words.of(failure));
      return;
    }
    var inForce = new FaultInForce(id, applied, planned.members());
    mark(inForce, FaultMark.APPLIED, "");
    all.add(inForce);
    group.spawn("watch " + fault.yamlName() + " " + id, () -> watch(inForce));
    lasting.ifPresent(time ->
        group.spawn(
            "heal " + fault.yamlName() + " " + id,
            () -> {
              world.sleep(time);
              heal(inForce);
            }));
  }

  /** Looks whether the fault bites, and whether it ends by itself. */
  private void watch(FaultInForce fault) {
    if (!look(fault, BITE_LIMIT) && !fault.isClaimed()) {
      mark(fault, FaultMark.FAILED, "no effect was seen");
    }
    while (fault.applied().inForce() && !fault.isClaimed()) {
      world.sleep(LOOK);
    }
    if (fault.claim()) {
      end(fault, "by itself");
    }
  }

  /** Whether the fault is seen to bite, now or earlier. */
  private boolean look(FaultInForce fault, Duration limit) {
    Optional<String> seen = fault.applied().seenToBite(limit);
    if (seen.isPresent() && !fault.hasEnded() && fault.sawItBite()) {
      mark(fault, FaultMark.SEEN_TO_BITE, seen.get());
    }
    return fault.wasSeen();
  }

  /**
   * Heals the faults in force that {@code wanted} picks, all at once, and waits for it; also for
   * those that somebody else is healing.
   *
   * @return how many there were
   */
  int heal(Predicate<FaultInForce> wanted) {
    List<FaultInForce> met =
        all.stream().filter(fault -> !fault.hasEnded()).filter(wanted).toList();
    List<Task> tasks = new ArrayList<>();
    for (FaultInForce fault : met) {
      tasks.add(group.spawn("heal " + fault.id(), () -> heal(fault)));
    }
    Moment deadline = world.monotonic().plus(HEAL_LIMIT);
    tasks.forEach(task -> task.join(deadline.since(world.monotonic())));
    while (!met.stream().allMatch(FaultInForce::hasEnded) && world.monotonic().isBefore(deadline)) {
      world.sleep(LOOK);
    }
    met.stream()
        .filter(fault -> !fault.hasEnded())
        .forEach(fault -> mark(fault, FaultMark.FAILED, "was not healed in time"));
    return met.size();
  }

  int healAll() {
    return heal(fault -> true);
  }

  /** Ends all tasks; whatever is still in force stays so. */
  void close() {
    group.kill();
  }

  private void heal(FaultInForce fault) {
    if (!fault.claim()) {
      return;
    }
    String words;
    try {
      // Some effects pass before the first look has ended, and their traces are still there.
      boolean seen = fault.wasSeen() || look(fault, LAST_LOOK);
      words = fault.applied().heal();
      if (!seen) {
        mark(fault, FaultMark.FAILED, "healed before any effect was seen");
      }
    } catch (RuntimeException failure) {
      mark(fault, FaultMark.FAILED, "could not be healed: " + Words.of(failure));
      fault.isOver();
      return;
    }
    end(fault, words);
  }

  private void end(FaultInForce fault, String words) {
    fault.isOver();
    mark(fault, FaultMark.HEALED, words);
  }

  private void mark(FaultInForce fault, FaultMark mark, String words) {
    AppliedFault applied = fault.applied();
    marks.put(
        fault.id(), applied.fault().yamlName(), applied.targets(), mark, applied.means(), words);
  }
}
