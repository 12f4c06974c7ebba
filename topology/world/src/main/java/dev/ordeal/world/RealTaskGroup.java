package dev.ordeal.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that are killed by interruption, which ends a wait of ours and a read of a socket
 * alike, and frozen at their next wait.
 */
final class RealTaskGroup implements TaskGroup {
  private static final ScopedValue<RealTaskGroup> CURRENT = ScopedValue.newInstance();

  private final String name;
  private final RealWorld.Escapes escapes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private boolean frozen;
  private volatile boolean killed;

  RealTaskGroup(String name, RealWorld.Escapes escapes) {
    this.name = name;
    this.escapes = escapes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Task spawn(String taskName, Runnable work) {
    var task = new RealTask(taskName);
    lock.lock();
    try {
      if (killed) {
        throw new IllegalStateException("group '" + name + "' has been killed");
      }
      threads.removeIf(thread -> !thread.isAlive() && thread.getState() != Thread.State.NEW);
      Thread thread =
          Thread.ofVirtual()
              .name(name + "/" + taskName)
              .unstarted(() -> ScopedValue.where(CURRENT, this).run(() -> task.run(work, escapes)));
      threads.add(thread);
      thread.start();
    } finally {
      lock.unlock();
    }
    return task;
  }

  @Override
  public void kill() {
    lock.lock();
    try {
      killed = true;
      thawed.signalAll();
      threads.forEach(Thread::interrupt);
      threads.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void freeze() {
    setFrozen(true);
  }

  @Override
  public void thaw() {
    setFrozen(false);
  }

  private void setFrozen(boolean value) {
    lock.lock();
    try {
      frozen = value;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isKilled() {
    return killed;
  }

  /**
   * Waits as a task of the current group does: ends with {@link TaskKilled} when the group has been
   * killed, and does not return while it is frozen. Outside any group it only waits.
   */
  static <T> T waitHere(Callable<T> wait) {
    @Nullable RealTaskGroup group = CURRENT.isBound() ? CURRENT.get() : null;
    try {
      if (group != null) {
        group.passOrWait();
      }
      T result = wait.call();
      if (group != null) {
        group.passOrWait();
      }
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilled(Thread.currentThread().getName());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a wait failed", e);
    }
  }

  private void passOrWait() throws InterruptedException {
    lock.lock();
    try {
      while (frozen && !killed) {
        thawed.await();
      }
    } finally {
      lock.unlock();
    }
    if (killed) {
      throw new InterruptedException();
    }
  }

  private static final class RealTask implements Task {
    private final String name;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    RealTask(String name) {
      this.name = name;
    }

    void run(Runnable work, RealWorld.Escapes escapes) {
      try {
        work.run();
      } catch (TaskKilled e) {
        // Killed is an end like any other: nobody waits for a result of it.
      } catch (Throwable e) {
        failure = e;
        escapes.escaped(name, e);
      } finally {
        ended.countDown();
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean isDone() {
      return ended.getCount() == 0;
    }

    @Override
    public boolean join(Duration limit) {
      boolean done = waitHere(() -> ended.await(limit.toNanos(), TimeUnit.NANOSECONDS));
      Throwable cause = failure;
      if (done && cause != null) {
        throw new TaskFailed(name, cause);
      }
      return done;
    }
  }
}
