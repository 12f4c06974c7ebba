package dev.ordeal.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks of a simulated world. Killed ones are never resumed, so that nothing of theirs runs, not
 * even a {@code finally}; frozen ones keep their turns until they are thawed.
 */
final class SimulatedTaskGroup implements TaskGroup {
  /** How far the wall clock of this group is off. */
  Duration skew = Duration.ZERO;

  private final Baton baton;
  private final String name;
  private final List<SimulatedTask> tasks = new ArrayList<>();
  private final List<Waiter> missedTurns = new ArrayList<>();
  private boolean frozen;
  private boolean killed;

  SimulatedTaskGroup(Baton baton, String name) {
    this.baton = baton;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Task spawn(String taskName, Runnable work) {
    baton.check();
    if (killed) {
      throw new IllegalStateException("group '" + name + "' has been killed");
    }
    tasks.removeIf(SimulatedTask::isDone);
    var task = new SimulatedTask(baton, this, taskName, work);
    tasks.add(task);
    baton.wake(task.waiter());
    return task;
  }

  @Override
  public void kill() {
    baton.check();
    if (killed) {
      return;
    }
    killed = true;
    tasks.forEach(SimulatedTask::wakeJoining);
    tasks.clear();
    missedTurns.clear();
  }

  @Override
  public void freeze() {
    baton.check();
    frozen = true;
  }

  @Override
  public void thaw() {
    baton.check();
    frozen = false;
    List.copyOf(missedTurns).forEach(baton::wake);
    missedTurns.clear();
  }

  @Override
  public boolean isKilled() {
    return killed;
  }

  boolean isFrozen() {
    return frozen;
  }

  void missTurn(Waiter waiter) {
    missedTurns.add(waiter);
  }
}
