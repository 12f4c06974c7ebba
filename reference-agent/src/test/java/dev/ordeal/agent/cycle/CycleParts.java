package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;

/** The parts of a cycle that a decision passes through, for tests; the lease is kept. */
record CycleParts(Mind mind, Jobs jobs, Observer observer, Actor actor) {
  static CycleParts of(SimulatedWorld world, AgentParts parts, TaskGroup group) {
    Mind mind = new Mind(world.wallClock(), world.monotonic());
    Mailbox<Wake> wakes = world.mailbox();
    Jobs jobs = new Jobs(world, group, wakes, parts.log());
    LeaseKeeper keeper =
        new LeaseKeeper(world, parts.dcs(), parts.guard(), Watchdog.NONE, parts.log(), () -> {});
    keeper.start(group);
    world.sleep(Duration.ofMillis(1));
    Asked asked = new Asked();
    LongWork work = new LongWork(parts, group, mind, LongWork.Told.NOBODY);
    return new CycleParts(
        mind,
        jobs,
        new Observer(parts, mind, keeper, jobs, asked, group),
        new Actor(parts, mind, keeper, jobs, asked, wakes, work));
  }

  /** Looks, and does what was decided; whether it took the key. */
  boolean act(Decision decision) {
    return actor.act(observer.observe(DynamicSettings.DEFAULTS), decision);
  }
}
