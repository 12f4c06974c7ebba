package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ActorTest {
  private static final Decision RACE =
      new Decision("leader-race", "", List.of(new Action.TakeLeaderKey(), new Action.Promote()));

  @Test
  void who_takes_the_key_is_promoted_without_another_look() {
    assertThat(promotes(true, true)).isTrue();
  }

  @Test
  void who_cannot_claim_a_timeline_is_not() {
    assertThat(promotes(true, false)).isFalse();
  }

  @Test
  void who_comes_too_late_for_the_key_is_not() {
    assertThat(promotes(false, true)).isFalse();
  }

  @Test
  void who_has_taken_the_key_says_so_even_where_the_rest_failed() {
    assertThat(inRace(true, true).tookKey()).isTrue();
    assertThat(inRace(true, false).tookKey()).isTrue();
    assertThat(inRace(false, true).tookKey()).isFalse();
  }

  @Test
  void who_was_not_answered_remembers_that_the_key_may_still_come() {
    Race unanswered =
        inRace(
            () -> {
              throw new PortFailure.Unavailable("no answer in time");
            },
            true);
    assertThat(unanswered.tookKey()).isFalse();
    assertThat(unanswered.mayStillCome()).isTrue();
    assertThat(inRace(true, true).mayStillCome()).isFalse();
    assertThat(inRace(false, true).mayStillCome()).isFalse();
  }

  /** Whoever has diverged waits with its rewind for as long as the member key says so. */
  @Test
  void the_checkpoint_after_a_promotion_is_tried_again_until_it_is_made() {
    AtomicInteger checkpoints = new AtomicInteger();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          Server replica = AgentRequests.Blank.server(ServerState.RUNNING);
          AtomicBoolean promoted = new AtomicBoolean();
          Postgres postgres =
              Ports.port(
                  Postgres.class,
                  method -> {
                    if (method.equals("look")) {
                      return promoted.get() ? replica.promoted() : replica;
                    }
                    if (checkpoints.incrementAndGet() == 1) {
                      throw new PortFailure.Unavailable("the disk is full");
                    }
                    return false;
                  });
          Dcs dcs = Ports.port(Dcs.class, method -> answer(method, false));
          AgentParts parts = Ports.parts(world, dcs, postgres);
          TaskGroup group = world.group("agent");
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          Jobs jobs = new Jobs(world, group, world.mailbox(), Ports.log());
          LeaseKeeper keeper =
              new LeaseKeeper(world, dcs, parts.guard(), Watchdog.NONE, parts.log(), () -> {});
          Observer observer = new Observer(parts, mind, keeper, jobs, new Asked(), group);
          LongWork work = new LongWork(parts, group, mind, LongWork.Told.NOBODY);
          mind.checkpointAfterPromote = false;
          work.checkpointAfterPromotion(observer.observe(DynamicSettings.DEFAULTS));
          world.sleep(Duration.ofMillis(1));
          assertThat(checkpoints).as("of a replica").hasValue(0);
          promoted.set(true);
          for (int cycle = 1; cycle <= 3; cycle++) {
            work.checkpointAfterPromotion(observer.observe(DynamicSettings.DEFAULTS));
            world.sleep(Duration.ofMillis(1));
            assertThat(mind.checkpointAfterPromote).isEqualTo(cycle > 1);
          }
          assertThat(checkpoints).hasValue(2);
        });
  }

  private record Race(boolean tookKey, boolean promotes, boolean mayStillCome) {}

  private static boolean promotes(boolean won, boolean claimed) {
    return inRace(won, claimed).promotes();
  }

  private static Race inRace(boolean won, boolean claimed) {
    return inRace(() -> won, claimed);
  }

  private static Race inRace(BooleanSupplier won, boolean claimed) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          Dcs dcs =
              Ports.port(
                  Dcs.class,
                  method ->
                      method.equals("takeLeaderKey")
                          ? won.getAsBoolean()
                          : answer(method, claimed));
          Postgres postgres =
              Ports.port(Postgres.class, method -> AgentRequests.Blank.server(ServerState.RUNNING));
          AgentParts parts = Ports.parts(world, dcs, postgres);
          TaskGroup group = world.group("agent");
          CycleParts cycle = CycleParts.of(world, parts, group);
          boolean tookKey = cycle.act(RACE);
          boolean promotes =
              cycle.jobs().current().map(Job::kind).equals(Optional.of(Job.Kind.PROMOTE));
          group.kill();
          return new Race(tookKey, promotes, cycle.mind().memory.takeUnanswered());
        });
  }

  private static Object answer(String method, boolean claimed) {
    return switch (method) {
      case "read" -> StoreView.EMPTY;
      case "grantLease" -> 7L;
      case "claimTimeline" -> claimed;
      default -> false;
    };
  }
}
