package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.SynchronousMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicReaderTest {
  private static DynamicReader.Reading read(Map<String, Object> config) {
    return DynamicReader.read(config, Local.minimal(), false);
  }

  private static DynamicSettings settings(Map<String, Object> config) {
    DynamicReader.Reading reading = read(config);
    assertThat(reading.warnings()).isEmpty();
    return reading.settings();
  }

  @Test
  void nothing_configured_is_the_defaults_and_the_parameters_all_members_agree_on() {
    DynamicSettings settings = settings(Map.of());
    assertThat(settings)
        .usingRecursiveComparison()
        .ignoringFields("parameters")
        .isEqualTo(DynamicSettings.DEFAULTS);
    assertThat(settings.parameters())
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("wal_level", "replica"),
                    Map.entry("hot_standby", "on"),
                    Map.entry("max_connections", "100"),
                    Map.entry("max_wal_senders", "10"),
                    Map.entry("max_replication_slots", "10"),
                    Map.entry("max_worker_processes", "8"),
                    Map.entry("max_prepared_transactions", "0"),
                    Map.entry("max_locks_per_transaction", "64"),
                    Map.entry("track_commit_timestamp", "off"),
                    Map.entry("wal_log_hints", "on"),
                    Map.entry("wal_keep_size", "128MB"))));
  }

  @Test
  void values_may_be_text_with_units() {
    DynamicSettings settings =
        settings(
            Map.ofEntries(
                Map.entry("ttl", "5"),
                Map.entry("loop_wait", 0.5),
                Map.entry("retry_timeout", "2s"),
                Map.entry("maximum_lag_on_failover", "16MB"),
                Map.entry("maximum_lag_on_syncnode", "-1"),
                Map.entry("member_slots_ttl", "10min"),
                Map.entry("check_timeline", "on"),
                Map.entry("failsafe_mode", "true"),
                Map.entry("pause", "yes"),
                Map.entry("synchronous_mode", "on"),
                Map.entry("synchronous_mode_strict", 1),
                Map.entry("synchronous_node_count", "2"),
                Map.entry("max_timelines_history", "7"),
                Map.entry("primary_stop_timeout", 30)));
    assertThat(settings.timeToLive()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.loopWait()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.retryTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.maximumLagOnFailover()).isEqualTo(16_777_216);
    assertThat(settings.maximumLagOnSyncNode()).isEqualTo(-1);
    assertThat(settings.memberSlotsTtl()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.checkTimeline()).isTrue();
    assertThat(settings.failsafeMode()).isTrue();
    assertThat(settings.paused()).isTrue();
    assertThat(settings.synchronousMode()).isEqualTo(SynchronousMode.ON);
    assertThat(settings.synchronousModeStrict()).isTrue();
    assertThat(settings.synchronousNodeCount()).isEqualTo(2);
    assertThat(settings.maximumTimelinesHistory()).isEqualTo(7);
    assertThat(settings.primaryStopTimeout()).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"quorum, QUORUM", "Quorum, QUORUM", "on, ON", "true, ON", "off, OFF", "no, OFF"})
  void synchronous_mode_is_a_switch_or_the_word_quorum(String word, SynchronousMode mode) {
    assertThat(settings(Map.of("synchronous_mode", word)).synchronousMode()).isEqualTo(mode);
  }

  @Test
  void old_names_are_read_where_the_new_ones_are_absent() {
    assertThat(settings(Map.of("master_start_timeout", 60)).primaryStartTimeout())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(
            settings(Map.of("master_start_timeout", 60, "primary_start_timeout", 0))
                .primaryStartTimeout())
        .isZero();
    assertThat(settings(Map.of("master_stop_timeout", "5")).primaryStopTimeout())
        .contains(Duration.ofSeconds(5));
    assertThat(settings(Map.of("primary_stop_timeout", 0)).primaryStopTimeout()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ttl, soon, `ttl` is `soon`; expected seconds",
    "failsafe_mode, maybe, `failsafe_mode` is `maybe`; expected `on` or `off`",
    "maximum_lag_on_failover, -5, `maximum_lag_on_failover` is `-5`; expected a whole number from 0"
        + " to 9223372036854775807",
    "synchronous_node_count, 0, "
        + "`synchronous_node_count` is `0`; expected a whole number from 1 to 1000",
    "primary_start_timeout, -1, `primary_start_timeout` is `-1`; expected seconds",
    "ignore_slots, name, `ignore_slots` is `name`; expected a list of matchers",
    "slots, name, `slots` is `name`; expected keys with values"
  })
  void a_bad_value_falls_back_with_a_warning(String key, String value, String warning) {
    DynamicReader.Reading reading = read(Map.of(key, value));
    assertThat(reading.warnings()).containsExactly(warning + ", the default is used");
    assertThat(reading.settings()).isEqualTo(settings(Map.of()));
  }

  @Test
  void foreign_members_bring_back_their_least_values() {
    Map<String, Object> config = Map.of("ttl", 5, "loop_wait", 1, "retry_timeout", 1);
    DynamicReader.Reading reading = DynamicReader.read(config, Local.minimal(), true);
    assertThat(reading.settings().timeToLive()).isEqualTo(Duration.ofSeconds(20));
    assertThat(reading.settings().retryTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(reading.warnings()).hasSize(2);
    assertThat(DynamicReader.of(config, Local.minimal()).timeToLive())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void times_of_the_local_file_count_for_nothing() {
    DynamicSettings settings =
        DynamicReader.of(
            Map.of(), Local.with("ttl: 5\nloop_wait: 1\nstandby_cluster: {host: x}\n"));
    assertThat(settings).isEqualTo(settings(Map.of()));
  }

  @Test
  void local_parameters_lie_over_dynamic_ones_name_by_name_in_any_letter_case() {
    DynamicSettings settings =
        DynamicReader.of(
            config(
                "parameters",
                Map.of("work_mem", "4MB", "DateStyle", "ISO", "log_statement", "all")),
            Local.withPostgresql("parameters: {Work_Mem: 8MB, datestyle: German}"));
    assertThat(settings.parameters())
        .containsEntry("work_mem", "8MB")
        .containsEntry("datestyle", "German")
        .containsEntry("log_statement", "all")
        .hasSize(11 + 3);
  }

  @Test
  void what_all_members_agree_on_is_not_taken_from_the_local_file() {
    DynamicSettings settings =
        DynamicReader.of(
            config("parameters", Map.of("max_connections", "200")),
            Local.withPostgresql(
                "parameters: {max_connections: 500, wal_keep_size: 1GB, port: 5555,"
                    + " cluster_name: mine}"));
    assertThat(settings.parameters())
        .containsEntry("max_connections", "200")
        .containsEntry("wal_keep_size", "128MB")
        .doesNotContainKeys("port", "cluster_name");
  }

  @ParameterizedTest
  @CsvSource({
    "max_connections, 25, max_connections, 25",
    "max_connections, 24, max_connections, 100",
    "max_connections, many, max_connections, 100",
    "max_wal_senders, 2, max_wal_senders, 10",
    "max_replication_slots, 3, max_replication_slots, 10",
    "max_worker_processes, 1, max_worker_processes, 8",
    "max_prepared_transactions, 0, max_prepared_transactions, 0",
    "max_locks_per_transaction, 31, max_locks_per_transaction, 64",
    "wal_level, hot_standby, wal_level, replica",
    "wal_level, logical, wal_level, logical",
    "wal_level, minimal, wal_level, replica",
    "hot_standby, off, hot_standby, on",
    "track_commit_timestamp, 1, track_commit_timestamp, on",
    "wal_log_hints, off, wal_log_hints, off",
    "wal_log_hints, perhaps, wal_log_hints, on",
    "wal_keep_size, 1GB, wal_keep_size, 1GB",
    "wal_keep_size, 256, wal_keep_size, 256MB",
    "wal_keep_size, 15MB, wal_keep_size, 128MB",
    "wal_keep_segments, 4, wal_keep_size, 64MB",
    "wal_keep_segments, 0, wal_keep_size, 128MB"
  })
  void parameters_of_the_whole_cluster_are_checked(
      String name, String value, String usedName, String used) {
    DynamicReader.Reading reading = read(config("parameters", Map.of(name, value)));
    assertThat(reading.settings().parameters()).containsEntry(usedName, used).hasSize(11);
    boolean fellBack =
        List.of("24", "many", "2", "3", "1", "31", "minimal", "perhaps", "15MB").contains(value)
                && !name.startsWith("track")
            || (name.equals("hot_standby") && value.equals("off"))
            || (name.equals("wal_keep_segments") && value.equals("0"));
    assertThat(reading.warnings()).hasSize(fellBack ? 1 : 0);
  }

  @Test
  void a_rejected_parameter_is_told() {
    assertThat(read(config("parameters", Map.of("max_connections", 10))).warnings())
        .containsExactly(
            "`postgresql.parameters.max_connections` is `10`; accepted is 25 or more, 100 is used");
  }

  @Test
  void a_parameter_set_to_null_is_not_set() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("work_mem", null);
    parameters.put("max_connections", null);
    assertThat(settings(config("parameters", parameters))).isEqualTo(settings(Map.of()));
  }

  @Test
  void local_switches_of_postgresql_count_for_more_but_not_use_slots() {
    DynamicSettings settings =
        DynamicReader.of(
            Map.of("postgresql", Map.of("use_pg_rewind", true, "use_slots", false)),
            Local.withPostgresql("use_pg_rewind: off\nuse_slots: on"));
    assertThat(settings.usePgRewind()).isFalse();
    assertThat(settings.useSlots()).isFalse();
  }

  @Test
  void host_rules_come_from_the_nearest_layer_and_not_where_a_file_is_named() {
    Map<String, Object> config = config("pg_hba", List.of("host all all 0.0.0.0/0 md5"));
    assertThat(settings(config).hba()).containsExactly("host all all 0.0.0.0/0 md5");
    assertThat(
            DynamicReader.of(config, Local.withPostgresql("pg_hba: ['local all all trust']")).hba())
        .containsExactly("local all all trust");
    assertThat(
            DynamicReader.of(config, Local.withPostgresql("parameters: {hba_file: /etc/hba.conf}"))
                .hba())
        .isEmpty();
  }

  @Test
  void addresses_and_users_never_come_from_the_dynamic_configuration() {
    Map<String, Object> config =
        Map.of(
            "postgresql",
            Map.of(
                "listen", "evil:1",
                "data_dir", "/evil",
                "authentication", Map.of("replication", Map.of("username", "evil")),
                "callbacks", Map.of("on_start", "/bin/hello"),
                "bin_dir", "/usr/bin"));
    PostgresqlSection section = EffectivePostgresql.section(config, Local.minimal());
    assertThat(section.dataDirectory()).hasToString("/data");
    assertThat(section.listen().port()).isEqualTo(5432);
    assertThat(section.replication().username()).contains("replicator");
    assertThat(section.callbacks()).containsEntry("on_start", "/bin/hello");
    assertThat(section.program("pg_ctl")).isEqualTo("/usr/bin/pg_ctl");
    assertThat(section.passwordFile()).hasToString("/home/dba/pgpass");
  }

  @Test
  void a_dynamic_section_that_makes_no_sense_leaves_the_local_one() {
    LocalConfiguration local = Local.minimal();
    assertThat(
            EffectivePostgresql.section(
                Map.of("postgresql", Map.of("pg_ctl_timeout", "never")), local))
        .isEqualTo(local.postgresql());
  }

  @Test
  void slots_are_physical_unless_they_say_otherwise() {
    DynamicSettings settings =
        settings(
            Map.of(
                "slots",
                Map.of("a", Map.of()),
                "ignore_slots",
                List.of(Map.of("name", "b", "type", "physical"))));
    assertThat(settings.permanentSlots()).isEqualTo(Map.of("a", Map.of("type", "physical")));
    assertThat(settings.ignoreSlots()).containsExactly(Map.of("name", "b", "type", "physical"));
    assertThat(settings(Map.of("permanent_slots", Map.of("c", Map.of()))).permanentSlots())
        .containsOnlyKeys("c");
  }

  @Test
  void a_logical_slot_needs_database_and_plugin() {
    DynamicReader.Reading reading =
        read(Map.of("slots", Map.of("a", Map.of("type", "logical", "database", "orders"))));
    assertThat(reading.settings().permanentSlots()).isEmpty();
    assertThat(reading.warnings())
        .containsExactly("`slots.a` is left out; a logical slot needs database and plugin");
  }

  @Test
  void a_standby_cluster_needs_somebody_or_an_archive_to_follow() {
    assertThat(
            settings(Map.of("standby_cluster", Map.of("primary_slot_name", "x"))).standbyCluster())
        .isEmpty();
    DynamicSettings settings =
        settings(
            Map.of(
                "standby_cluster",
                Map.of("host", "other", "port", "5433", "restore_command", "cp"),
                "postgresql",
                Map.of(
                    "recovery_conf",
                    Map.of(
                        "restore_command",
                        "scp",
                        "recovery_target_timeline",
                        "latest",
                        "primary_conninfo",
                        "x"))));
    assertThat(settings.standbyCluster().orElseThrow().host()).contains("other");
    assertThat(settings.standbyCluster().orElseThrow().port()).isEqualTo(Optional.of(5433));
    assertThat(settings.recoveryParameters())
        .isEqualTo(Map.of("restore_command", "cp", "recovery_target_timeline", "latest"));
  }

  @Test
  void a_standby_cluster_may_be_copied_in_its_own_way_and_no_commit_waits_in_it() {
    DynamicSettings settings =
        settings(
            Map.of(
                "synchronous_mode",
                true,
                "standby_cluster",
                Map.of("restore_command", "cp", "create_replica_methods", List.of("mine"))));
    assertThat(settings.standbyCluster().orElseThrow().createReplicaMethods())
        .containsExactly("mine");
    assertThat(settings.isSynchronous()).isFalse();
  }

  @Test
  void a_primary_sends_its_log_to_an_archive_where_both_parameters_say_so() {
    assertThat(settings(archive(Map.of("archive_mode", "on"))).isArchiving()).isFalse();
    assertThat(settings(archive(Map.of("archive_command", "cp"))).isArchiving()).isFalse();
    assertThat(
            settings(archive(Map.of("archive_mode", "always", "archive_command", "cp")))
                .isArchiving())
        .isTrue();
    assertThat(
            settings(archive(Map.of("archive_mode", false, "archive_command", "cp"))).isArchiving())
        .isFalse();
  }

  private static Map<String, Object> archive(Map<String, Object> parameters) {
    return Map.of("postgresql", Map.of("parameters", parameters));
  }

  private static Map<String, Object> config(String key, Object value) {
    return Map.of("postgresql", Map.of(key, value));
  }
}
