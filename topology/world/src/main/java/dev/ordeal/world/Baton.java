package dev.ordeal.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The right to run: exactly one task of a simulated world has it. Whoever waits picks the next
 * wake-up by (time, sequence) itself, moves the clock there and hands the baton on; there is no
 * scheduler thread. All fields that are not volatile belong to the holder: handing on publishes
 * them.
 */
final class Baton {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LOOK_MILLIS = 50;
  private static final int NAMED = 12;

  /** Below it no sum overflows: the clock itself never comes that far. */
  private static final long SHORT_SECONDS = 1_000_000_000;

  private final long seed;
  private final Bounds bounds;
  private final long lastInstant;

  /** What is due at this instant: actions, and those who get a turn, in the order of asking. */
  private final ArrayDeque<Object> dueNow = new ArrayDeque<>();

  /** What is due later; whatever has the same instant was asked for before all in the other. */
  private final WakeUps later = new WakeUps();

  /** Those who wait without a limit, or for whom a frozen group keeps the turn. */
  private final Set<SimulatedTask> waiting = new LinkedHashSet<>();

  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable SimulatedTask holder;
  private volatile @Nullable SimulationFailed failure;

  /** Nobody but the holder needs it to be exact, so it is not volatile. */
  private long now;

  private long sequence;
  private long wakeUps;
  private boolean acting;

  Baton(long seed, Bounds bounds) {
    this.seed = seed;
    this.bounds = bounds;
    this.lastInstant = bounds.virtualTime().toNanos();
  }

  long nowNanos() {
    return now;
  }

  /** The instant at which a wait of {@code limit} from now ends. */
  long deadline(Duration limit) {
    if (limit.isNegative()) {
      return now;
    }
    if (limit.getSeconds() < SHORT_SECONDS) {
      return now + limit.toNanos();
    }
    Duration end = Duration.ofNanos(now).plus(limit);
    return end.compareTo(Duration.ofNanos(NEVER)) >= 0 ? NEVER : end.toNanos();
  }

  /**
   * The task that calls, which must have the baton.
   *
   * @throws IllegalStateException when a foreign thread calls: its order would be chance
   */
  SimulatedTask current() {
    SimulatedTask task = holder;
    if (task == null || task.thread() != Thread.currentThread() || ending.get()) {
      throw new IllegalStateException(
          "thread '"
              + Thread.currentThread().getName()
              + "' is not the running task of this simulated world; seed "
              + seed);
    }
    return task;
  }

  /** Throws where a foreign thread calls. */
  void check() {
    current();
  }

  /** The calling task in the wait that it is about to begin. */
  Waiter waiter() {
    return current().waiter();
  }

  /** Gives {@code waiter} a turn at this instant, after all that have one already. */
  void wake(Waiter waiter) {
    if (waiter.isLive()) {
      addNow(waiter);
    }
  }

  /** Runs {@code action} {@code nanos} from now, between the turns of tasks. */
  void after(long nanos, Runnable action) {
    check();
    if (nanos > 0) {
      addLater(now + nanos, action);
    } else {
      addNow(action);
    }
  }

  private void addNow(Object due) {
    dueNow.add(due);
    checkDue();
  }

  private void addLater(long at, Object due) {
    later.add(at, sequence++, due);
    checkDue();
  }

  private void checkDue() {
    checkQueueLength(dueNow.size() + later.size(), "wake-ups are due");
  }

  void checkQueueLength(int length, String words) {
    if (length > bounds.queueLength()) {
      throw new IllegalStateException("more than " + bounds.queueLength() + " " + words);
    }
  }

  /** Ends the calling task's turn until it is woken, or until {@code deadline}. */
  void await(long deadline, String what) {
    SimulatedTask self = current();
    if (acting) {
      throw new IllegalStateException("an action waits for " + what + "; only tasks may wait");
    }
    self.waitsFor = what;
    if (deadline == NEVER) {
      waiting.add(self);
      self.waitsForEver = true;
    } else if (deadline > now) {
      WakeUp limit = new WakeUp(deadline, sequence, self.waiter());
      self.limit = limit;
      addLater(deadline, limit);
    } else {
      addNow(self.waiter());
    }
    SimulatedTask next = next();
    if (next != self) {
      if (next != null) {
        next.resume();
      }
      self.parkUntilResumed();
    }
  }

  /** The body of a task's thread. */
  void runFirstTurn(SimulatedTask self, Runnable work) {
    self.parkUntilResumed();
    try {
      work.run();
    } catch (Throwable error) {
      fail(self + " failed: " + error, error);
      return;
    }
    self.end();
    SimulatedTask next = next();
    if (next != null) {
      next.resume();
    }
  }

  /**
   * Runs the actions that are due, takes the next live wake-up and makes its task the holder; null
   * when the run is over.
   */
  private @Nullable SimulatedTask next() {
    while (!ending.get()) {
      long instant = now;
      Object due;
      if (!dueNow.isEmpty() && later.firstTime() > instant) {
        due = dueNow.poll();
      } else {
        instant = later.firstTime();
        due = later.poll();
      }
      if (due instanceof Runnable action) {
        if (moveTo(instant)) {
          act(action);
        }
      } else if (due == null) {
        fail("nobody can go on: " + whoWaits(), null);
      } else {
        Waiter waiter = due instanceof WakeUp limit ? limit.waiter : (Waiter) due;
        if (waiter.isLive() && mayGo(waiter)) {
          return takeTurn(waiter.task(), instant) ? waiter.task() : null;
        }
      }
    }
    return null;
  }

  /** Whether its group is not frozen, which else keeps the turn. */
  private boolean mayGo(Waiter waiter) {
    SimulatedTask task = waiter.task();
    if (!task.group.isFrozen()) {
      return true;
    }
    task.group.missTurn(waiter);
    waiting.add(task);
    task.waitsForEver = true;
    return false;
  }

  /** Makes {@code task} the holder; false where that hit a bound. */
  private boolean takeTurn(SimulatedTask task, long instant) {
    // The bounds name the task whose turn was one too many.
    holder = task;
    if (!moveTo(instant)) {
      return false;
    }
    task.wait++;
    WakeUp limit = task.limit;
    if (limit != null) {
      task.limit = null;
      later.remove(limit);
    }
    if (task.waitsForEver) {
      waiting.remove(task);
      task.waitsForEver = false;
    }
    return true;
  }

  /** Moves the clock on; false where that hit a bound and so ended the run. */
  private boolean moveTo(long instant) {
    if (instant > now) {
      now = instant;
    }
    if (++wakeUps > bounds.wakeUps()) {
      fail("more than " + bounds.wakeUps() + " wake-ups", null);
      return false;
    }
    if (now > lastInstant) {
      fail("more than " + bounds.virtualTime() + " of virtual time", null);
      return false;
    }
    return true;
  }

  private void act(Runnable action) {
    acting = true;
    try {
      action.run();
    } catch (Throwable error) {
      fail("an action failed: " + error, error);
    } finally {
      acting = false;
    }
  }

  private String whoWaits() {
    List<String> words = new ArrayList<>();
    for (SimulatedTask task : waiting) {
      if (!task.isDone()) {
        words.add(
            task + " waits for " + task.waitsFor + (task.group.isFrozen() ? " and is frozen" : ""));
      }
    }
    int more = words.size() - NAMED;
    String named = String.join(", ", words.subList(0, Math.min(words.size(), NAMED)));
    return (named.isEmpty() ? "no task is left" : named)
        + (more > 0 ? ", and " + more + " more" : "");
  }

  /** Ends the run well; nobody is resumed any more. */
  void finish() {
    if (ending.compareAndSet(false, true)) {
      over.countDown();
    }
  }

  /** Ends the run with a sentence that names the holder of the baton, the time and the seed. */
  private void fail(String words, @Nullable Throwable cause) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    SimulatedTask task = holder;
    String message =
        "%s (baton: %s, virtual time %.6f s, seed %d)"
            .formatted(words, task == null ? "nobody" : task, now / 1e9, seed);
    failure = cause == null ? new SimulationFailed(message) : new SimulationFailed(message, cause);
    over.countDown();
  }

  /**
   * Starts {@code first} and waits, in wall time, for the end of the run.
   *
   * @throws SimulationFailed when the run was broken off
   */
  void run(SimulatedTask first) {
    holder = first;
    first.wait++;
    first.resume();
    long end = System.nanoTime() + bounds.wallTime().toNanos();
    try {
      while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() >= end) {
          breakOff();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted from outside", e);
    }
    SimulationFailed broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  private void breakOff() {
    SimulatedTask task = holder;
    var stack = new IllegalStateException("where the holder of the baton stood");
    if (task != null) {
      stack.setStackTrace(task.thread().getStackTrace());
    }
    fail(
        "more than "
            + bounds.wallTime()
            + " on the machine; a task ran or blocked outside the world",
        stack);
    if (task != null) {
      task.thread().interrupt();
    }
  }
}
