package dev.ordeal.simulation;

import static dev.ordeal.simulation.Toys.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every planted mistake shows, and does not show where it is not planted. */
final class MisbehaviourTest {
  @Test
  void a_primary_without_its_lease_goes_on_writing_only_where_that_is_planted() {
    Toys.run(
        "three-nodes",
        (world, environment) ->
            assertThat(bothCommit(world, environment)).as("two writers").isTrue(),
        Misbehaviour.KEEPS_WRITING_WITHOUT_LEASE);
    Toys.run(
        "three-nodes",
        (world, environment) ->
            assertThat(bothCommit(world, environment)).as("two writers").isFalse());
  }

  private static boolean bothCommit(World world, Environment environment) throws Exception {
    NodeName old = Toys.leader(environment);
    List<Cut.Flow> fromStore =
        environment.links().stream()
            .filter(link -> link.source().equals(old.value()))
            .filter(link -> link.destination().startsWith(storeName(environment)))
            .map(link -> new Cut.Flow(link, true, true))
            .toList();
    environment.faults().apply(new Cut(fromStore, Cut.Manner.SILENCE));
    Toys.until(
        world,
        Duration.ofSeconds(40),
        () ->
            environment.probes().cluster(SECOND).leader().filter(n -> !n.equals(old)).isPresent());
    world.sleep(Duration.ofSeconds(3));
    return commits(environment, old) && commits(environment, Toys.leader(environment));
  }

  private static String storeName(Environment environment) {
    return environment.plan().store().members().getFirst().value().replaceAll("[0-9]+$", "");
  }

  private static boolean commits(Environment environment, NodeName node) {
    return environment.probes().commit(node, SECOND).result() == CommitResult.COMMITTED;
  }

  @Test
  void acknowledged_writes_are_lost_under_synchronous_load_only_where_that_is_planted() {
    Toys.run(
        "three-nodes-synchronous",
        (world, environment) -> assertThat(missing(world, environment)).isEqualTo(20),
        Misbehaviour.LOSES_ACKNOWLEDGED_WRITES);
    Toys.run(
        "three-nodes-synchronous",
        (world, environment) -> assertThat(missing(world, environment)).isZero());
  }

  private static long missing(World world, Environment environment) throws Exception {
    for (int number = 1; number <= 100; number++) {
      assertThat(Toys.writes(environment, number)).isTrue();
    }
    environment.faults().apply(new PowerOff(Toys.leader(environment)));
    Toys.until(world, Duration.ofSeconds(40), () -> Toys.writes(environment, 101));
    var rows = environment.probes().rows(Toys.leader(environment), "writer", SECOND).orElseThrow();
    return 101 - rows.present().stream().mapToLong(range -> range.size()).sum();
  }

  @Test
  void writes_reach_any_server_only_where_that_is_planted() {
    Toys.run(
        "three-nodes",
        (world, environment) -> assertThat(refusedAsReadOnly(environment)).isPositive(),
        Misbehaviour.ROUTES_TO_ANY_SERVER);
    Toys.run(
        "three-nodes", (world, environment) -> assertThat(refusedAsReadOnly(environment)).isZero());
  }

  private static int refusedAsReadOnly(Environment environment) {
    int refused = 0;
    for (int number = 1; number <= 6; number++) {
      refused += Toys.writes(environment, number) ? 0 : 1;
    }
    return refused;
  }

  @Test
  void sessions_to_a_demoted_server_stay_open_where_that_is_planted() {
    Toys.run(
        "three-nodes",
        (world, environment) -> {
          NodeName old = Toys.leader(environment);
          try (Session session = sessionFromBefore(world, environment)) {
            assertThat(session.readLatest("writer", SECOND).node()).isEqualTo(old.value());
            assertThat(Toys.isPrimary(environment, old)).isFalse();
          }
        },
        Misbehaviour.LEAVES_OLD_SESSIONS_OPEN);
  }

  @Test
  void sessions_to_a_demoted_server_are_closed_otherwise() {
    Toys.run(
        "three-nodes",
        (world, environment) -> {
          try (Session session = sessionFromBefore(world, environment)) {
            assertThatThrownBy(() -> session.readLatest("writer", SECOND))
                .isInstanceOf(SessionFailure.class);
          }
        });
  }

  /** A session that was opened, and used, before a switchover. */
  private static Session sessionFromBefore(World world, Environment environment)
      throws SessionFailure {
    NodeName old = Toys.leader(environment);
    Session session = environment.sessions().open(new Entry.Primary(), SECOND);
    session.append("writer", 1, SECOND);
    environment
        .operations()
        .perform(new Operation.Switchover(old, Optional.empty()), Duration.ofSeconds(30));
    world.sleep(Duration.ofSeconds(5));
    return session;
  }
}
