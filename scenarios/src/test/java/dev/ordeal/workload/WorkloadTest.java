package dev.ordeal.workload;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private final World world = RealWorld.of(7);
  private final MemoryRecorder recorder = new MemoryRecorder(world);
  private final MemoryDatabase database = new MemoryDatabase(world, Duration.ofMillis(2));

  private static WorkloadPlan plan(
      double writes, double reads, double registers, int longSessions) {
    return new WorkloadPlan(
        writes, 8, reads, 4, registers, 3, longSessions, Duration.ofMillis(300), false);
  }

  private Workload started(WorkloadPlan plan) {
    var workload = new Workload(world, recorder, database, plan);
    workload.start(List.of());
    return workload;
  }

  private List<ClientOperation> operations() {
    return recorder.of(ClientOperation.class);
  }

  @Test
  void every_write_that_was_due_is_written_down_though_the_database_is_silent() {
    Workload workload = started(plan(500, 0, 0, 0));
    world.sleep(Duration.ofMillis(300));
    database.becomes(Mood.SILENT);
    world.sleep(Duration.ofMillis(900));
    database.becomes(Mood.WELL);
    world.sleep(Duration.ofMillis(300));
    workload.stop();

    List<Long> due = operations().stream().map(ClientOperation::scheduledNs).sorted().toList();
    for (int i = 1; i < due.size(); i++) {
      assertThat(due.get(i) - due.get(i - 1)).isBetween(1_999_999L, 2_000_001L);
    }
    assertThat(due.size()).isBetween(700, 800);
  }

  @Test
  void a_number_is_never_sent_twice_and_a_process_ends_with_an_unknown_outcome() {
    Workload workload = started(plan(400, 0, 0, 0));
    for (int i = 0; i < 4; i++) {
      world.sleep(Duration.ofMillis(100));
      database.becomes(i % 2 == 0 ? Mood.SILENT : Mood.WELL);
    }
    database.becomes(Mood.WELL);
    world.sleep(Duration.ofMillis(200));
    workload.stop();

    List<String> rows = database.rows();
    assertThat(rows).doesNotHaveDuplicates();
    var ended = new HashSet<String>();
    for (ClientOperation operation : operations()) {
      assertThat(ended).doesNotContain(operation.process());
      if (operation.outcome() == ClientOutcome.INDEFINITE) {
        ended.add(operation.process());
      }
    }
    assertThat(ended).isNotEmpty();
  }

  @Test
  void a_refused_session_is_a_definite_failure_of_the_write() {
    database.becomes(Mood.REFUSING);
    Workload workload = started(plan(200, 0, 0, 0));
    world.sleep(Duration.ofMillis(200));
    workload.stop();

    assertThat(operations()).isNotEmpty();
    assertThat(operations()).allMatch(o -> o.outcome() == ClientOutcome.DEFINITE);
    assertThat(database.rows()).isEmpty();
  }

  @Test
  void the_end_of_a_long_stall_is_seen_soon_though_every_client_had_stalled() {
    Workload workload = started(plan(500, 0, 0, 0));
    database.becomes(Mood.SILENT);
    world.sleep(Duration.ofMillis(1_000));
    long wellAgain = recorder.nowNs();
    database.becomes(Mood.WELL);
    world.sleep(Duration.ofMillis(300));
    workload.stop();

    long firstAcknowledged =
        operations().stream()
            .filter(o -> o.outcome() == ClientOutcome.OK)
            .mapToLong(ClientOperation::atNs)
            .filter(at -> at >= wellAgain)
            .min()
            .orElseThrow();
    assertThat(firstAcknowledged - wellAgain).isLessThan(Duration.ofMillis(100).toNanos());
  }

  /**
   * 30 writes are due, one every 5 ms. The 8 writers and 5 more are busy after 65 ms; from then on
   * one in 300 / 16 ms steps in, so every fourth write of the other 17 finds a client: 5.
   */
  @Test
  void a_stall_keeps_no_more_writes_waiting_than_the_rate_needs() {
    long waiting =
        SimulatedWorld.compute(
            7,
            Bounds.USUAL,
            world -> {
              var recorder = new MemoryRecorder(world);
              var database = new MemoryDatabase(world, Duration.ofMillis(2));
              var workload = new Workload(world, recorder, database, plan(200, 0, 0, 0));
              workload.start(List.of());
              world.sleep(Duration.ofMillis(300));
              database.becomes(Mood.SILENT);
              world.sleep(Duration.ofMillis(150));
              long end = recorder.nowNs();
              database.becomes(Mood.WELL);
              workload.stop();
              return recorder.of(ClientOperation.class).stream()
                  .filter(o -> o.sentNs() < end && end < o.atNs())
                  .count();
            });
    assertThat(waiting).isEqualTo(8 + 5 + 5);
  }

  @Test
  void registers_are_never_given_the_same_value_twice() {
    Workload workload = started(plan(0, 0, 400, 0));
    world.sleep(Duration.ofMillis(400));
    workload.stop();

    var values =
        operations().stream()
            .filter(o -> o.kind() == OperationKind.REGISTER_WRITE)
            .flatMap(o -> o.value().stream())
            .collect(Collectors.toList());
    assertThat(values).isNotEmpty().doesNotHaveDuplicates();
    assertThat(operations()).anyMatch(o -> o.kind() == OperationKind.COMPARE_AND_SET);
    assertThat(operations()).anyMatch(o -> o.kind() == OperationKind.REGISTER_READ);
  }

  @Test
  void a_long_lived_session_stays_closed_once_it_was_broken() {
    Workload workload = started(plan(0, 0, 0, 4));
    world.sleep(Duration.ofMillis(200));
    assertThat(recorder.of(SessionOpened.class)).hasSize(4);
    database.becomes(Mood.REFUSING);
    world.sleep(Duration.ofMillis(1_100));
    workload.stop();

    assertThat(recorder.of(SessionOpened.class)).hasSize(4);
    assertThat(recorder.of(SessionClosed.class))
        .hasSize(4)
        .allMatch(c -> c.reason().equals("reset"));
  }

  @Test
  void what_never_ended_is_written_down_as_unknown_at_the_end() {
    database.becomes(Mood.SILENT);
    Workload workload = started(plan(0, 0, 0, 1));
    world.sleep(Duration.ofMillis(100));
    workload.stop();

    assertThat(operations())
        .singleElement()
        .satisfies(operation -> {
          assertThat(operation.outcome()).isEqualTo(ClientOutcome.INDEFINITE);
          assertThat(operation.error()).contains("unfinished");
        });
    assertThat(recorder.of(SessionClosed.class))
        .singleElement()
        .satisfies(closed -> assertThat(closed.reason()).isEqualTo("run-ended"));
  }

  /** In virtual time: how well a machine keeps the schedule says {@code doctor --throughput}. */
  @Test
  void a_thousand_operations_a_second_are_sent_when_they_are_due() {
    List<ClientOperation> sent =
        SimulatedWorld.compute(
            7,
            Bounds.USUAL,
            world -> {
              var recorder = new MemoryRecorder(world);
              var database = new MemoryDatabase(world, Duration.ofMillis(2));
              var workload = new Workload(world, recorder, database, plan(1_000, 0, 0, 0));
              workload.start(List.of());
              world.sleep(Duration.ofSeconds(2));
              workload.stop();
              return recorder.of(ClientOperation.class);
            });
    assertThat(sent).hasSizeBetween(1_990, 2_000);
    assertThat(sent)
        .allSatisfy(each -> {
          assertThat(each.outcome()).isEqualTo(ClientOutcome.OK);
          assertThat(each.sentNs() - each.scheduledNs()).isLessThan(100_000);
        });
  }
}
