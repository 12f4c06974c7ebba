package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.names.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartConditionsTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final String STARTED = "2026-11-25 10:00:00.000000+00:00";

  private static ServerStatus server(Role role, int version, String started) {
    return new ServerStatus(
        started,
        version,
        role,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "role, primary, true",
    "role, replica, false",
    "role, standby_leader, false",
    "postgres_version, 17.12, false",
    "postgres_version, 17.13, true",
    "postgres_version, 18.0, true",
    "postgres_version, 9.6.24, false"
  })
  void a_filter_must_hold(String name, String value, boolean holds) {
    assertThat(
            RestartConditions.hold(
                Map.of(name, value), server(Role.PRIMARY, 170_012, STARTED), "primary", false))
        .isEqualTo(holds);
  }

  @Test
  void the_pending_flag_counts_where_it_is_asked_for_and_all_filters_must_hold() {
    ServerStatus replica = server(Role.REPLICA, 170_012, STARTED);
    Map<String, Object> pending = Map.of("restart_pending", true);
    assertThat(RestartConditions.hold(Map.of(), replica, "replica", false)).isTrue();
    assertThat(RestartConditions.hold(pending, replica, "replica", false)).isFalse();
    assertThat(RestartConditions.hold(pending, replica, "replica", true)).isTrue();
    assertThat(
            RestartConditions.hold(
                Map.of("restart_pending", true, "role", "primary"), replica, "replica", true))
        .isFalse();
  }

  @Test
  void the_leader_of_a_standby_cluster_is_no_replica() {
    ServerStatus server = server(Role.REPLICA, 170_012, STARTED);
    Map<String, Object> leaders = Map.of("role", "standby_leader");
    assertThat(RestartConditions.hold(leaders, server, "standby_leader", false)).isTrue();
    assertThat(RestartConditions.hold(leaders, server, "replica", false)).isFalse();
    assertThat(RestartConditions.hold(Map.of("role", "replica"), server, "standby_leader", false))
        .isFalse();
  }

  @Test
  void a_scheduled_restart_comes_at_its_time_for_the_server_that_it_was_asked_for() {
    ServerStatus primary = server(Role.PRIMARY, 170_012, STARTED);
    var any = new NodeSnapshot.ScheduledRestart(NOON, STARTED, Map.of());
    var replicas = new NodeSnapshot.ScheduledRestart(NOON, STARTED, Map.of("role", "replica"));
    assertThat(RestartConditions.due(any, primary, "primary", false, NOON.minusMillis(1)))
        .isEqualTo(RestartConditions.Due.WAITS);
    assertThat(RestartConditions.due(any, primary, "primary", false, NOON))
        .isEqualTo(RestartConditions.Due.NOW);
    assertThat(RestartConditions.due(replicas, primary, "primary", false, NOON))
        .isEqualTo(RestartConditions.Due.NOT_MEANT);
    assertThat(
            RestartConditions.due(
                any, server(Role.PRIMARY, 170_012, "later"), "primary", false, NOON.minusMillis(1)))
        .isEqualTo(RestartConditions.Due.OVERTAKEN);
  }
}
