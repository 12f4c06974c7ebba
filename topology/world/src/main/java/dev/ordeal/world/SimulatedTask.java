package dev.ordeal.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A task of a simulated world: a virtual thread that runs only while it has the baton. */
final class SimulatedTask implements Task {
  final SimulatedTaskGroup group;

  /** The number of the wait under way: it rises whenever the task is woken. */
  long wait;

  /** The end of the limit of the wait under way. */
  @Nullable WakeUp limit;

  /** Whether the baton keeps it among those who may have to be named. */
  boolean waitsForEver;

  /** What the task waits for, in words. */
  String waitsFor = "its first turn";

  private final Baton baton;
  private final String name;
  private final Thread thread;
  private final List<Waiter> joining = new ArrayList<>();
  private @Nullable Waiter waiter;
  private boolean started;
  private boolean ended;
  private volatile boolean mayRun;

  SimulatedTask(Baton baton, SimulatedTaskGroup group, String name, Runnable work) {
    this.baton = baton;
    this.group = group;
    this.name = name;
    this.thread =
        Thread.ofVirtual()
            .name(group.name() + "/" + name)
            .unstarted(() -> baton.runFirstTurn(this, work));
  }

  @Override
  public String name() {
    return name;
  }

  Thread thread() {
    return thread;
  }

  /** The task in the wait that is under way, or that it is about to begin. */
  Waiter waiter() {
    Waiter latest = waiter;
    if (latest == null || latest.waitNumber() != wait) {
      latest = new Waiter(this, wait);
      waiter = latest;
    }
    return latest;
  }

  @Override
  public boolean isDone() {
    return ended || group.isKilled();
  }

  @Override
  public boolean join(Duration limit) {
    long deadline = baton.deadline(limit);
    while (!isDone()) {
      if (baton.nowNanos() >= deadline) {
        return false;
      }
      joining.add(baton.waiter());
      baton.await(deadline, "the end of " + this);
    }
    return true;
  }

  void end() {
    ended = true;
    wakeJoining();
  }

  void wakeJoining() {
    joining.forEach(baton::wake);
    joining.clear();
  }

  /** Lets the thread run; called by whoever gives the baton away. */
  void resume() {
    mayRun = true;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
  }

  /** Waits, on the task's own thread, until it is resumed; for ever when it never is. */
  void parkUntilResumed() {
    while (!mayRun) {
      LockSupport.park(this);
    }
    mayRun = false;
  }

  @Override
  public String toString() {
    return "'" + group.name() + "/" + name + "'";
  }
}
