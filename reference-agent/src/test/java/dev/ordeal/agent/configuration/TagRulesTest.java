package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nofailover: true, noloadbalance: on, clonefrom: 1 | {nofailover=true, noloadbalance=true,"
            + " clonefrom=1}",
        "nofailover: false, nosync: off, nostream: no | {}",
        "nofailover: false, failover_priority: 2 | {nofailover=false, failover_priority=2}",
        "nosync: false, sync_priority: '0' | {nosync=false, sync_priority=0}",
        "nosync: false, failover_priority: 2 | {failover_priority=2}",
        "zone: a, hidden: false, replicatefrom: node2 | {zone=a, hidden=false, replicatefrom=node2}"
      })
  void false_is_not_published_but_beside_a_priority(String tags, String published) {
    assertThat(TagRules.published(Local.with("tags: {" + tags + "}\n").tags()))
        .hasToString(published);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 1, True",
    "false, 0, False",
    "'on', '5', True",
  })
  void a_truth_value_against_its_priority_is_told(String flag, String priority, String shown) {
    LocalConfiguration local =
        Local.with("tags: {nofailover: " + flag + ", failover_priority: " + priority + "}\n");
    assertThat(ConfigurationReader.warnings(local))
        .containsExactly(
            "Conflicting configuration between nofailover: %s and failover_priority: %s."
                    .formatted(shown, priority)
                + " Defaulting to nofailover: "
                + shown);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1", "true, -1"})
  void agreement_needs_no_words(String flag, String priority) {
    LocalConfiguration local =
        Local.with("tags: {nosync: " + flag + ", sync_priority: " + priority + "}\n");
    assertThat(ConfigurationReader.warnings(local)).isEmpty();
  }

  @Test
  void both_pairs_are_looked_at() {
    assertThat(
            ConfigurationReader.warnings(
                Local.with(
                    "tags: {nosync: true, sync_priority: 1, nofailover: no, failover_priority:"
                        + " 0}\n")))
        .isEqualTo(
            List.of(
                "Conflicting configuration between nofailover: False and failover_priority: 0."
                    + " Defaulting to nofailover: False",
                "Conflicting configuration between nosync: True and sync_priority: 1."
                    + " Defaulting to nosync: True"));
  }
}
