package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.LogFit;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final Duration READ = Duration.ofMillis(10);

  /**
   * A hand-over releases the key and ends while the store is being read: who then believed both
   * that he leads and that nothing is under way started his server as primary again.
   */
  @Test
  void a_job_that_ends_during_a_look_still_counts_as_under_way() {
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("agent");
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          Jobs jobs = new Jobs(world, group, world.mailbox(), Ports.log());
          Postgres postgres =
              Ports.port(Postgres.class, method -> AgentRequests.Blank.server(ServerState.STOPPED));
          Observer observer = observer(world, group, mind, jobs, StoreView.EMPTY, postgres);
          jobs.begin(Job.Kind.DEMOTE, "switchover", () -> world.sleep(READ.dividedBy(2)));
          Observation during = observer.observe(DynamicSettings.DEFAULTS);
          assertThat(jobs.current()).isEmpty();
          assertThat(during.job()).map(Job::kind).contains(Job.Kind.DEMOTE);
          assertThat(observer.observe(DynamicSettings.DEFAULTS).job()).isEmpty();
        });
  }

  /**
   * A promotion that ended before its server answered again was begun anew: what was known of the
   * server was that it is a replica.
   */
  @Test
  void a_job_counts_as_under_way_until_the_server_has_answered_after_its_end() {
    AtomicBoolean slow = new AtomicBoolean();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("agent");
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          Jobs jobs = new Jobs(world, group, world.mailbox(), Ports.log());
          Postgres postgres =
              Ports.port(
                  Postgres.class,
                  method -> {
                    world.sleep(slow.get() ? Duration.ofMillis(700) : Duration.ZERO);
                    return STRANDED;
                  });
          Observer observer = observer(world, group, mind, jobs, StoreView.EMPTY, postgres);
          assertThat(observer.observe(DynamicSettings.DEFAULTS).job()).isEmpty();

          jobs.begin(Job.Kind.PROMOTE, "promote", () -> world.sleep(READ));
          world.sleep(READ.multipliedBy(2));
          assertThat(jobs.current()).isEmpty();
          slow.set(true);
          Observation silent = observer.observe(DynamicSettings.DEFAULTS);
          assertThat(silent.server()).as("as it was seen last").isEqualTo(STRANDED);
          assertThat(silent.job()).map(Job::kind).contains(Job.Kind.PROMOTE);
          assertThat(observer.observe(DynamicSettings.DEFAULTS).job())
              .as("the look that began after the end has come")
              .isEmpty();
        });
  }

  /** A leader that is gone answers nothing, and its key may come free at any moment. */
  @Test
  void a_leader_that_does_not_tell_its_history_keeps_nobody_waiting() {
    AtomicInteger questions = new AtomicInteger();
    SimulatedWorld.run(
        1,
        Bounds.USUAL,
        world -> {
          TaskGroup group = world.group("agent");
          Mind mind = new Mind(world.wallClock(), world.monotonic());
          Jobs jobs = new Jobs(world, group, world.mailbox(), Ports.log());
          Postgres postgres =
              Ports.port(
                  Postgres.class,
                  method -> {
                    if (method.equals("look")) {
                      return STRANDED;
                    }
                    questions.incrementAndGet();
                    world.sleep(Duration.ofSeconds(3));
                    return Optional.of(true);
                  });
          Observer observer = observer(world, group, mind, jobs, LED_BY_ANOTHER, postgres);
          world.sleep(Duration.ofSeconds(2));
          Moment begin = world.monotonic();
          assertThat(observer.observe(DynamicSettings.DEFAULTS).fit()).isEqualTo(LogFit.CONTINUES);
          assertThat(world.monotonic().since(begin)).isLessThan(Duration.ofMillis(150));
          world.sleep(Duration.ofSeconds(2));
          assertThat(observer.observe(DynamicSettings.DEFAULTS).fit()).isEqualTo(LogFit.CONTINUES);
          assertThat(questions).hasValue(1);
          world.sleep(Duration.ofMillis(1010));
          assertThat(observer.observe(DynamicSettings.DEFAULTS).fit()).isEqualTo(LogFit.DIVERGED);
          world.sleep(Duration.ofMillis(1010));
          assertThat(observer.observe(DynamicSettings.DEFAULTS).fit())
              .as("what was told once is no news")
              .isEqualTo(LogFit.CONTINUES);
        });
  }

  @Test
  void a_leader_without_store_waits_for_the_others_no_longer_than_it_may_lead() {
    assertThat(Observer.failsafeLimit(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(2));
    assertThat(Observer.failsafeLimit(Duration.ofMillis(714))).isEqualTo(Duration.ofMillis(414));
    assertThat(Observer.failsafeLimit(Duration.ofMillis(-1))).isEqualTo(Duration.ofMillis(200));
  }

  private static final Upstream UPSTREAM =
      new Upstream("node2", "node2", 5432, Optional.of("node1"));

  private static final Server STRANDED =
      new Server(
          ServerState.RUNNING,
          Server.DataDirectory.VALID,
          Optional.of(Role.REPLICA),
          Optional.of(1),
          Optional.of(new Lsn(1000)),
          Optional.of(new Lsn(1000)),
          Optional.of(new Lsn(1000)),
          Optional.of(UPSTREAM),
          false,
          List.of(),
          "",
          Optional.of("71"),
          false,
          true);

  private static final StoreView LED_BY_ANOTHER =
      new StoreView(
          Optional.of(new LeaderKey("node2", 8, 5)),
          new TreeMap<>(
              Map.of(
                  "node2",
                  new Member(
                      "node2",
                      "postgres://node2:5432/postgres",
                      "http://node2:8008/patroni",
                      "running",
                      "primary",
                      Identity.CONTRACT_VERSION,
                      Tags.NONE,
                      Optional.of(new Lsn(1000)),
                      Optional.empty(),
                      Optional.of(1),
                      true,
                      false))),
          Optional.empty(),
          0,
          Optional.of("71"),
          Optional.empty(),
          Optional.empty(),
          TimelineClaim.NONE,
          ClusterStatus.UNKNOWN,
          SyncState.ABSENT,
          Map.of(),
          9);

  private static Observer observer(
      SimulatedWorld world,
      TaskGroup group,
      Mind mind,
      Jobs jobs,
      StoreView store,
      Postgres postgres) {
    Dcs dcs =
        Ports.port(
            Dcs.class,
            method -> {
              if (method.equals("read")) {
                world.sleep(READ);
                return store;
              }
              return Optional.empty();
            });
    AgentParts parts = Ports.parts(world, dcs, postgres);
    LeaseKeeper keeper =
        new LeaseKeeper(world, dcs, parts.guard(), Watchdog.NONE, parts.log(), () -> {});
    return new Observer(parts, mind, keeper, jobs, new Asked(), group);
  }
}
