package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.configuration.ParameterChanges.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterChangesTest {
  private static SettingRow row(String name, String setting, String unit, String type) {
    return row(name, setting, unit, type, "sighup", false);
  }

  private static SettingRow row(
      String name, String setting, String unit, String type, String context, boolean pending) {
    return new SettingRow(
        name,
        setting,
        unit.isEmpty() ? Optional.empty() : Optional.of(unit),
        type,
        context,
        pending,
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "bool, on, '', true, true",
    "bool, on, '', 1, true",
    "bool, off, '', on, false",
    "integer, 100, '', 100, true",
    "integer, 100, '', 0100, false",
    "integer, 100, '', 101, false",
    "integer, 16384, 8kB, 128MB, true",
    "integer, 16384, 8kB, 16384, true",
    "integer, 16384, 8kB, 129MB, false",
    "integer, 300, s, 5min, true",
    "integer, 1000, ms, 1s, true",
    "integer, 128, MB, 128, true",
    "integer, 1, MB, 1 GB, false",
    "integer, -1, kB, -1, true",
    "real, 0.9, '', 0.90, true",
    "real, 2, ms, 2ms, true",
    "real, 2, ms, 0.002s, true",
    "real, 2, ms, 3, false",
    "enum, replica, '', Replica, true",
    "enum, on, '', true, true",
    "enum, remote_apply, '', on, false",
    "string, a, '', a, true",
    "string, a, '', A, false",
    "string, '', '', '', true"
  })
  void values_are_compared_by_type_and_unit(
      String type, String setting, String unit, String wanted, boolean same) {
    assertThat(row("x", setting, unit, type).isAlready(wanted)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "integer, 100, '', 100",
    "integer, 16384, 8kB, 128MB",
    "integer, 4096, kB, 4MB",
    "integer, 1024, MB, 1GB",
    "integer, 1023, MB, 1023MB",
    "integer, 300, s, 5min",
    "integer, 86400, s, 1d",
    "integer, 1500, ms, 1500ms",
    "integer, 0, s, 0",
    "integer, -1, kB, -1",
    "real, 2, ms, 2ms",
    "real, 0.5, '', 0.5",
    "bool, on, '', on",
    "string, hello, '', hello",
    "enum, replica, '', replica"
  })
  void values_are_shown_in_units_for_people(
      String type, String setting, String unit, String shown) {
    assertThat(row("x", setting, unit, type).shown()).isEqualTo(shown);
  }

  @Test
  void a_configured_value_is_shown_in_the_same_way() {
    assertThat(row("shared_buffers", "16384", "8kB", "integer").shown("262144kB"))
        .isEqualTo("256MB");
    assertThat(row("shared_buffers", "16384", "8kB", "integer").shown("much")).isEqualTo("much");
  }

  private static SortedMap<String, String> wanted(Map<String, String> parameters) {
    return new TreeMap<>(parameters);
  }

  @Test
  void a_difference_waits_for_a_reload_or_a_restart() {
    ParameterChanges changes =
        ParameterChanges.of(
            wanted(
                Map.of(
                    "work_mem", "8MB",
                    "Shared_Buffers", "256MB",
                    "checkpoint_timeout", "5min",
                    "pg_stat_statements.max", "1")),
            Set.of(),
            List.of(
                row("work_mem", "4096", "kB", "integer", "user", false),
                row("shared_buffers", "16384", "8kB", "integer", "postmaster", false),
                row("checkpoint_timeout", "300", "s", "integer", "sighup", false),
                row("log_statement", "all", "", "enum", "superuser", false)));
    assertThat(changes.byReload()).isEqualTo(Map.of("work_mem", new Change("4MB", "8MB")));
    assertThat(changes.byRestart())
        .isEqualTo(Map.of("shared_buffers", new Change("128MB", "256MB")));
    assertThat(changes.isEmpty()).isFalse();
  }

  @Test
  void what_is_not_wanted_any_more_is_reset() {
    ParameterChanges changes =
        ParameterChanges.of(
            wanted(Map.of()),
            Set.of("WORK_MEM"),
            List.of(
                row("work_mem", "4096", "kB", "integer"), row("log_statement", "all", "", "enum")));
    assertThat(changes.byReload()).isEqualTo(Map.of("work_mem", new Change("4MB", "?")));
  }

  @Test
  void what_is_fixed_is_no_change() {
    assertThat(
            ParameterChanges.of(
                    wanted(Map.of("wal_segment_size", "64MB")),
                    Set.of(),
                    List.of(row("wal_segment_size", "16777216", "B", "integer", "internal", false)))
                .isEmpty())
        .isTrue();
  }

  @Test
  void pending_restart_is_what_the_server_says_and_what_stands_on_its_command_line() {
    assertThat(
            ParameterChanges.pendingRestart(
                wanted(
                    Map.of(
                        "shared_buffers", "256MB",
                        "max_connections", "200",
                        "max_wal_senders", "10",
                        "port", "5433",
                        "primary_conninfo", "host=b",
                        "hot_standby", "on")),
                List.of(
                    row("shared_buffers", "16384", "8kB", "integer", "postmaster", true),
                    row("max_connections", "100", "", "integer", "postmaster", false),
                    row("max_wal_senders", "10", "", "integer", "postmaster", false),
                    row("port", "5432", "", "integer", "postmaster", false),
                    row("huge_pages", "try", "", "enum", "postmaster", true),
                    row("wal_buffers", "512", "8kB", "integer", "postmaster", false),
                    row("primary_conninfo", "host=a", "", "string", "postmaster", true),
                    row("hot_standby", "off", "", "bool", "postmaster", true))))
        .isEqualTo(
            Map.of(
                "shared_buffers", Map.of("old_value", "128MB", "new_value", "256MB"),
                "max_connections", Map.of("old_value", "100", "new_value", "200"),
                "port", Map.of("old_value", "5432", "new_value", "5433"),
                "huge_pages", Map.of("old_value", "try", "new_value", "?")));
  }

  @Test
  void a_parameter_set_back_waits_no_more() {
    assertThat(
            ParameterChanges.pendingRestart(
                wanted(Map.of("max_connections", "100")),
                List.of(row("max_connections", "100", "", "integer", "postmaster", false))))
        .isEmpty();
  }
}
