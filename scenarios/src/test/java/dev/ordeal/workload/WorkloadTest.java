package dev.ordeal.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event.ClientOperation;
import dev.ordeal.evidence.Event.SessionClosed;
import dev.ordeal.evidence.Event.SessionOpened;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.language.WorkloadPlan;
import dev.ordeal.workload.MemoryDatabase.Mood;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In virtual time, where what was due and when is exact; how well a machine keeps the schedule says
 * {@code doctor --throughput}.
 */
class WorkloadTest {
  /** A workload of its own on a database of its own. */
  private record Load(World world, MemoryRecorder recorder, MemoryDatabase database) {
    static Load in(World world) {
      return new Load(
          world, new MemoryRecorder(world), new MemoryDatabase(world, Duration.ofMillis(2)));
    }

    Workload started(WorkloadPlan plan) {
      var workload = new Workload(world, recorder, database, plan);
      workload.start(List.of());
      return workload;
    }

    void passes(long millis) {
      world.sleep(Duration.ofMillis(millis));
    }

    List<ClientOperation> operations() {
      return recorder.of(ClientOperation.class);
    }
  }

  /** What a test does and finds. */
  private interface Trying {
    void with(Load load);
  }

  private static void tried(Trying trying) {
    SimulatedWorld.run(7, Bounds.USUAL, world -> trying.with(Load.in(world)));
  }

  private static WorkloadPlan plan(
      double writes, double reads, double registers, int longSessions) {
    return new WorkloadPlan(
        writes, 8, reads, 4, registers, 3, longSessions, Duration.ofMillis(300), false);
  }

  @Test
  void every_write_that_was_due_is_written_down_though_the_database_is_silent() {
    tried(load -> {
      Workload workload = load.started(plan(500, 0, 0, 0));
      load.passes(300);
      load.database().becomes(Mood.SILENT);
      load.passes(900);
      load.database().becomes(Mood.WELL);
      load.passes(300);
      workload.stop();

      List<Long> due =
          load.operations().stream().map(ClientOperation::scheduledNs).sorted().toList();
      for (int i = 1; i < due.size(); i++) {
        assertThat(due.get(i) - due.get(i - 1)).isBetween(1_999_999L, 2_000_001L);
      }
      assertThat(due).hasSizeBetween(749, 751);
    });
  }

  @Test
  void a_number_is_never_sent_twice_and_a_process_ends_with_an_unknown_outcome() {
    tried(load -> {
      Workload workload = load.started(plan(400, 0, 0, 0));
      for (int i = 0; i < 4; i++) {
        load.passes(100);
        load.database().becomes(i % 2 == 0 ? Mood.SILENT : Mood.WELL);
      }
      load.database().becomes(Mood.WELL);
      load.passes(200);
      workload.stop();

      assertThat(load.database().rows()).doesNotHaveDuplicates();
      var ended = new HashSet<String>();
      for (ClientOperation operation : load.operations()) {
        assertThat(ended).doesNotContain(operation.process());
        if (operation.outcome() == ClientOutcome.INDEFINITE) {
          ended.add(operation.process());
        }
      }
      assertThat(ended).isNotEmpty();
    });
  }

  @Test
  void a_refused_session_is_a_definite_failure_of_the_write() {
    tried(load -> {
      load.database().becomes(Mood.REFUSING);
      Workload workload = load.started(plan(200, 0, 0, 0));
      load.passes(200);
      workload.stop();

      assertThat(load.operations()).isNotEmpty();
      assertThat(load.operations()).allMatch(o -> o.outcome() == ClientOutcome.DEFINITE);
      assertThat(load.database().rows()).isEmpty();
    });
  }

  @Test
  void the_end_of_a_long_stall_is_seen_soon_though_every_client_had_stalled() {
    tried(load -> {
      Workload workload = load.started(plan(500, 0, 0, 0));
      load.database().becomes(Mood.SILENT);
      load.passes(1_000);
      long wellAgain = load.recorder().nowNs();
      load.database().becomes(Mood.WELL);
      load.passes(300);
      workload.stop();

      long firstAcknowledged =
          load.operations().stream()
              .filter(o -> o.outcome() == ClientOutcome.OK)
              .mapToLong(ClientOperation::atNs)
              .filter(at -> at >= wellAgain)
              .min()
              .orElseThrow();
      assertThat(firstAcknowledged - wellAgain).isLessThan(Duration.ofMillis(100).toNanos());
    });
  }

  /**
   * 30 writes are due, one every 5 ms. The 8 writers and 5 more are busy after 65 ms; from then on
   * one in 300 / 16 ms steps in, so every fourth write of the other 17 finds a client: 5.
   */
  @Test
  void a_stall_keeps_no_more_writes_waiting_than_the_rate_needs() {
    tried(load -> {
      Workload workload = load.started(plan(200, 0, 0, 0));
      load.passes(300);
      load.database().becomes(Mood.SILENT);
      load.passes(150);
      long end = load.recorder().nowNs();
      load.database().becomes(Mood.WELL);
      workload.stop();
      assertThat(load.operations())
          .filteredOn(o -> o.sentNs() < end && end < o.atNs())
          .hasSize(8 + 5 + 5);
    });
  }

  /** On real threads, since a value given twice would be a race; no time is asserted. */
  @Test
  void registers_are_never_given_the_same_value_twice() {
    Load load = Load.in(RealWorld.of(7));
    Workload workload = load.started(plan(0, 0, 400, 0));
    load.passes(400);
    workload.stop();

    var values =
        load.operations().stream()
            .filter(o -> o.kind() == OperationKind.REGISTER_WRITE)
            .flatMap(o -> o.value().stream())
            .toList();
    assertThat(values).isNotEmpty().doesNotHaveDuplicates();
    assertThat(load.operations()).anyMatch(o -> o.kind() == OperationKind.COMPARE_AND_SET);
    assertThat(load.operations()).anyMatch(o -> o.kind() == OperationKind.REGISTER_READ);
  }

  @Test
  void a_long_lived_session_stays_closed_once_it_was_broken() {
    tried(load -> {
      Workload workload = load.started(plan(0, 0, 0, 4));
      load.passes(200);
      assertThat(load.recorder().of(SessionOpened.class)).hasSize(4);
      load.database().becomes(Mood.REFUSING);
      load.passes(1_100);
      workload.stop();

      assertThat(load.recorder().of(SessionOpened.class)).hasSize(4);
      assertThat(load.recorder().of(SessionClosed.class))
          .hasSize(4)
          .allMatch(c -> c.reason().equals("reset"));
    });
  }

  @Test
  void what_never_ended_is_written_down_as_unknown_at_the_end() {
    tried(load -> {
      load.database().becomes(Mood.SILENT);
      Workload workload = load.started(plan(0, 0, 0, 1));
      load.passes(100);
      workload.stop();

      assertThat(load.operations())
          .singleElement()
          .satisfies(operation -> {
            assertThat(operation.outcome()).isEqualTo(ClientOutcome.INDEFINITE);
            assertThat(operation.error()).contains(ClientOperation.UNFINISHED);
          });
      assertThat(load.recorder().of(SessionClosed.class))
          .singleElement()
          .satisfies(closed -> assertThat(closed.reason()).isEqualTo("run-ended"));
    });
  }

  /**
   * Where an environment is used again they would add up, until its server takes no more. In the
   * world as it is: a task that is killed in simulation is gone as with its machine.
   */
  @Test
  void no_session_outlives_the_workload() {
    Load load = Load.in(RealWorld.of(7));
    Workload workload = load.started(plan(100, 50, 10, 3));
    await().until(() -> load.database().open() > 3);
    workload.stop();
    await().untilAsserted(() -> assertThat(load.database().open()).isZero());
  }

  @Test
  void a_thousand_operations_a_second_are_sent_when_they_are_due() {
    tried(load -> {
      Workload workload = load.started(plan(1_000, 0, 0, 0));
      load.world().sleep(Duration.ofSeconds(2));
      workload.stop();

      assertThat(load.operations()).hasSizeBetween(1_990, 2_000);
      assertThat(load.operations())
          .allSatisfy(each -> {
            assertThat(each.outcome()).isEqualTo(ClientOutcome.OK);
            assertThat(each.sentNs() - each.scheduledNs()).isLessThan(100_000);
          });
    });
  }
}
