package dev.ordeal.simulation;

import static dev.ordeal.simulation.Stories.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Component;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every planted mistake shows, and does not show where it is not planted. */
final class MisbehaviourTest {
  @Test
  void a_primary_without_its_lease_goes_on_writing_only_where_that_is_planted() {
    Stories.run(
        "three-nodes",
        (world, environment) ->
            assertThat(bothCommit(world, environment)).as("two writers").isTrue(),
        Misbehaviour.KEEPS_WRITING_WITHOUT_LEASE);
    Stories.run(
        "three-nodes",
        (world, environment) ->
            assertThat(bothCommit(world, environment)).as("two writers").isFalse());
  }

  private static boolean bothCommit(World world, Environment environment) throws Exception {
    NodeName old = Stories.leader(environment);
    List<Cut.Flow> fromStore =
        environment.links().stream()
            .filter(link -> link.source().equals(old.value()))
            .filter(link -> link.destination().startsWith(storeName(environment)))
            .map(link -> new Cut.Flow(link, true, true))
            .toList();
    environment.faults().apply(new Cut(fromStore, Cut.Manner.SILENCE));
    Stories.until(
        world,
        Duration.ofSeconds(40),
        () ->
            environment.probes().cluster(SECOND).leader().filter(n -> !n.equals(old)).isPresent());
    world.sleep(Duration.ofSeconds(3));
    return commits(environment, old) && commits(environment, Stories.leader(environment));
  }

  private static String storeName(Environment environment) {
    return environment.plan().store().members().getFirst().value().replaceAll("[0-9]+$", "");
  }

  private static boolean commits(Environment environment, NodeName node) {
    return environment.probes().commit(node, SECOND).result() == CommitResult.COMMITTED;
  }

  @Test
  void acknowledged_writes_are_lost_under_synchronous_load_only_where_that_is_planted() {
    Stories.run(
        "three-nodes-synchronous",
        (world, environment) -> assertThat(missing(world, environment)).isPositive(),
        Misbehaviour.LOSES_ACKNOWLEDGED_WRITES);
    Stories.run(
        "three-nodes-synchronous",
        (world, environment) -> assertThat(missing(world, environment)).isZero());
  }

  /** How many acknowledged writes are gone when the primary dies behind a broken replication. */
  private static long missing(World world, Environment environment) throws Exception {
    NodeName old = Stories.leader(environment);
    List<Cut.Flow> replication =
        environment.links().stream()
            .filter(link -> link.destination().equals(old.value()))
            .filter(link -> link.port() == Ports.POSTGRESQL)
            .filter(link -> link.source().startsWith("node"))
            .map(link -> new Cut.Flow(link, true, true))
            .toList();
    assertThat(Stories.writes(environment, 1)).isTrue();
    var cut = environment.faults().apply(new Cut(replication, Cut.Manner.SILENCE));
    long acknowledged = 1;
    for (int number = 2; number <= 4; number++) {
      acknowledged += Stories.writes(environment, number) ? 1 : 0;
    }
    environment.faults().apply(new PowerOff(old));
    cut.heal();
    Stories.until(world, Duration.ofSeconds(60), () -> Stories.writes(environment, 101));
    var rows =
        environment.probes().rows(Stories.leader(environment), "writer", SECOND).orElseThrow();
    long kept =
        LongStream.rangeClosed(1, 4)
            .filter(number ->
                rows.present().stream()
                    .anyMatch(range -> range.from() <= number && number <= range.to()))
            .count();
    return Math.max(0, acknowledged - kept);
  }

  @Test
  void writes_reach_any_server_only_where_that_is_planted() {
    Stories.run(
        "three-nodes",
        (world, environment) -> assertThat(refusedAsReadOnly(environment)).isPositive(),
        Misbehaviour.ROUTES_TO_ANY_SERVER);
    Stories.run(
        "three-nodes", (world, environment) -> assertThat(refusedAsReadOnly(environment)).isZero());
  }

  private static int refusedAsReadOnly(Environment environment) {
    int refused = 0;
    for (int number = 1; number <= 6; number++) {
      refused += Stories.writes(environment, number) ? 0 : 1;
    }
    return refused;
  }

  @Test
  void sessions_to_a_frozen_primary_stay_open_only_where_that_is_planted() {
    Stories.run(
        "three-nodes",
        (world, environment) ->
            assertThat(errorOfOldSession(world, environment)).isEqualTo("timeout"),
        Misbehaviour.LEAVES_OLD_SESSIONS_OPEN);
    Stories.run(
        "three-nodes",
        (world, environment) ->
            assertThat(errorOfOldSession(world, environment)).isEqualTo("08006"));
  }

  /** What a session that was opened before its node froze gets from it afterwards. */
  private static String errorOfOldSession(World world, Environment environment) throws Exception {
    NodeName old = Stories.leader(environment);
    try (Session session = environment.sessions().open(new Entry.Primary(), SECOND)) {
      session.append("writer", 1, SECOND);
      environment.faults().apply(new Pause(new Component.Node(old)));
      world.sleep(Duration.ofSeconds(5));
      session.append("writer", 2, SECOND);
      return "";
    } catch (SessionFailure failure) {
      return failure.error();
    }
  }
}
