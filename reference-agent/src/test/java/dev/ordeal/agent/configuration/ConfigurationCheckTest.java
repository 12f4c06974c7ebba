package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationCheckTest {
  private static List<String> problems(String yaml) {
    return ConfigurationCheck.problems(Optional.empty(), Local.variables(yaml, Map.of()));
  }

  @Test
  void a_good_configuration_has_none() {
    assertThat(problems(Local.MINIMAL)).isEmpty();
    assertThat(
            problems(
                Local.MINIMAL
                    + """
                    create_replica_methods: [pgbackrest, basebackup]
                    pgbackrest: {command: x, anything: y}
                    parameters: {work_mem: 8MB}
                    callbacks: {on_start: x}
                    """
                        .indent(2)
                    + """
                    bootstrap:
                      method: restore
                      restore: {command: x, anything: y}
                      dcs: {ttl: 5, loop_wait: 1, retry_timeout: 2, slots: {a: {type: physical}}}
                    tags: {zone: a}
                    log: {format: '%(asctime)s %(threadName)s %(message)s'}
                    consul: {host: a}
                    """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scpoe: a | 12:1: unknown key `scpoe`; meant `scope`?",
        "log: {levle: INFO} | 12:7: unknown key `log.levle`; meant `level`?",
        "bootstrap: {dcs: {tll: 5}} | 12:19: unknown key `bootstrap.dcs.tll`; meant `ttl`?",
        "watchdog: {xyz: 1} | 12:12: unknown key `watchdog.xyz`;"
            + " known are mode, device, safety_margin, driver",
        "watchdog: {driver: ipmi} | 12:20: `watchdog.driver` is `ipmi`;"
            + " expected one of default, testing",
        "bootstrap: {users: {a: {}}} | 12:13: `bootstrap.users` creates nobody;"
            + " a `post_bootstrap` command",
        "log: {format: '%(mesage)s'} | 12:15: no record has an attribute `mesage`;"
            + " meant `message`?",
        "log: {type: json, format: [message, {levelnam: l}]} | 12:37:"
            + " no record has an attribute `levelnam`; meant `levelname`?",
        "tags: {nofailover: true, failover_priority: 1} | 12:1: Conflicting configuration between"
            + " nofailover: True and failover_priority: 1. Defaulting to nofailover: True",
        "bootstrap: {dcs: {ttl: soon}} | 12:13: `ttl` is `soon`; expected seconds,"
            + " the default is used",
        "bootstrap: {dcs: {ttl: 1, loop_wait: 1, retry_timeout: 0.5}} | 12:13:"
            + " `ttl` is 1; the least is 2, which is used",
        "ctl: {insecure: perhaps} | 12:17: `ctl.insecure` is `perhaps`; expected `on` or `off`"
      })
  void each_mistake_is_one_located_line(String line, String problem) {
    assertThat(problems(Local.MINIMAL + line)).containsExactly("PATRONI_CONFIGURATION:" + problem);
  }

  @Test
  void a_watchdog_that_would_never_be_fed_in_time_is_a_mistake() {
    String times = "bootstrap: {dcs: {ttl: 5, loop_wait: 1, retry_timeout: 1}}\n";
    assertThat(problems(Local.MINIMAL + times)).isEmpty();
    assertThat(problems(Local.MINIMAL + times + "watchdog: {mode: required}"))
        .containsExactly(
            "PATRONI_CONFIGURATION:13:1: the device is of no use:"
                + " a safety_margin of 5 s leaves nothing of a ttl of 5 s");
  }

  @Test
  void keys_deep_inside_are_looked_at_too() {
    assertThat(problems(Local.MINIMAL.replace("password: hidden", "pasword: hidden")))
        .containsExactly(
            "PATRONI_CONFIGURATION:11:41: unknown key"
                + " `postgresql.authentication.replication.pasword`; meant `password`?");
  }

  @ParameterizedTest
  @CsvSource({"localhost", "127.0.0.1", "0.0.0.0", "'[::1]'"})
  void others_must_reach_this_node_by_its_address(String host) {
    assertThat(
            problems(
                Local.MINIMAL.replace(
                    "  connect_address: node1:5432", "  connect_address: '" + host + ":5432'")))
        .containsExactly(
            "PATRONI_CONFIGURATION:7:20: `postgresql.connect_address` is `"
                + host
                + ":5432`; an address under which other members reach this one");
  }

  @Test
  void all_is_told_at_once_in_the_order_of_the_file() {
    assertThat(problems("name: a\nlogg: {}\nlog: {level: LOUD}\n"))
        .hasSizeGreaterThan(5)
        .last()
        .asString()
        .contains("log.level");
  }

  @Test
  void a_variable_that_spells_a_value_wrongly_is_named() {
    assertThat(
            ConfigurationCheck.problems(
                Optional.empty(),
                Local.variables(Local.MINIMAL, Map.of("PATRONI_LOG_LEVEL", "LOUD"))))
        .singleElement()
        .asString()
        .startsWith("PATRONI_LOG_LEVEL:1:1: `log.level` is `LOUD`");
  }

  @Test
  void text_that_is_no_yaml_is_one_problem() {
    assertThat(problems("a: [b")).hasSize(1);
  }

  @Test
  void file_and_environment_print_as_one() throws BadConfiguration {
    assertThat(
            ConfigurationCheck.merged(
                Optional.empty(),
                Local.variables("scope: a\nlog: {level: INFO}", Map.of("PATRONI_NAME", "b"))))
        .isEqualTo("scope: a\nlog:\n  level: INFO\nname: b\n");
  }
}
