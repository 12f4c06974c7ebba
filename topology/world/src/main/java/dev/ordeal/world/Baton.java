package dev.ordeal.world;

import java.time.Duration;
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
  private final WakeUps queue = new WakeUps();

  /** Those who wait without a limit, or for whom a frozen group keeps the turn. */
  private final Set<SimulatedTask> waiting = new LinkedHashSet<>();

  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable SimulatedTask holder;
  private volatile @Nullable SimulationFailed failure;
  private volatile long now;
  private long sequence;
  private long wakeUps;
  private boolean acting;

  Baton(long seed, Bounds bounds) {
    this.seed = seed;
    this.bounds = bounds;
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
    SimulatedTask task = current();
    return new Waiter(task, task.wait);
  }

  /** Gives {@code waiter} a turn at this instant, after all that have one already. */
  void wake(Waiter waiter) {
    if (waiter.isLive()) {
      schedule(now, waiter);
    }
  }

  private WakeUp schedule(long at, Waiter waiter) {
    WakeUp wakeUp = WakeUp.of(at, sequence++, waiter);
    queue.add(wakeUp);
    checkQueueLength(queue.size(), "wake-ups are due");
    return wakeUp;
  }

  /** Runs {@code action} {@code nanos} from now, between the turns of tasks. */
  void after(long nanos, Runnable action) {
    check();
    queue.add(WakeUp.of(now + Math.max(0, nanos), sequence++, action));
    checkQueueLength(queue.size(), "wake-ups are due");
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
    } else {
      self.limit = schedule(deadline, new Waiter(self, self.wait));
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
      WakeUp next = queue.poll();
      if (next == null) {
        fail("nobody can go on: " + whoWaits(), null);
        return null;
      }
      Waiter waiter = next.waiter;
      if (waiter == null) {
        if (moveTo(next.atNanos)) {
          act(next);
        }
        continue;
      }
      if (!waiter.isLive()) {
        continue;
      }
      SimulatedTask task = waiter.task();
      if (task.group.isFrozen()) {
        task.group.missTurn(waiter);
        waiting.add(task);
        task.waitsForEver = true;
        continue;
      }
      // The bounds name the task whose turn was one too many.
      holder = task;
      if (!moveTo(next.atNanos)) {
        return null;
      }
      task.wait++;
      WakeUp limit = task.limit;
      if (limit != null) {
        task.limit = null;
        queue.remove(limit);
      }
      if (task.waitsForEver) {
        waiting.remove(task);
        task.waitsForEver = false;
      }
      return task;
    }
    return null;
  }

  /** Moves the clock on; false where that hit a bound and so ended the run. */
  private boolean moveTo(long instant) {
    now = Math.max(now, instant);
    if (++wakeUps > bounds.wakeUps()) {
      fail("more than " + bounds.wakeUps() + " wake-ups", null);
      return false;
    }
    if (now > bounds.virtualTime().toNanos()) {
      fail("more than " + bounds.virtualTime() + " of virtual time", null);
      return false;
    }
    return true;
  }

  private void act(WakeUp due) {
    Runnable action = due.action;
    acting = true;
    try {
      if (action != null) {
        action.run();
      }
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
