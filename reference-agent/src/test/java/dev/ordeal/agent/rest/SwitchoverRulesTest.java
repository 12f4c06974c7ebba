package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.agent.rest.SwitchoverRules.Action;
import dev.ordeal.agent.rest.SwitchoverRules.Candidates;
import dev.ordeal.agent.rest.SwitchoverRules.Reading;
import dev.ordeal.agent.rest.SwitchoverRules.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchoverRulesTest {
  private static Reading read(Action action, String body, boolean paused) {
    return SwitchoverRules.read(action, Json.object(body).orElseThrow(), paused, Nodes.WALL);
  }

  private static Wish wish(Action action, String leader, String candidate) {
    return new Wish(
        action,
        Optional.of(leader).filter(name -> !name.isEmpty()),
        Optional.of(candidate).filter(name -> !name.isEmpty()),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "FAILOVER   | {\"leader\":\"a\"} | false | 400 | Failover could be performed only to a"
            + " specific candidate",
        "FAILOVER   | {\"candidate\":\"\"} | false | 400 | Failover could be performed only to a"
            + " specific candidate",
        "SWITCHOVER | {\"candidate\":\"b\"} | false | 400 | Switchover could be performed only from"
            + " a specific leader",
        "FAILOVER   | {\"candidate\":\"b\",\"scheduled_at\":\"x\"} | true | 400 | Failover can't be"
            + " scheduled",
        "SWITCHOVER | {\"leader\":\"a\",\"scheduled_at\":\"x\"} | true | 400 | Can't schedule"
            + " switchover in the paused state",
        "SWITCHOVER | {\"leader\":\"a\",\"scheduled_at\":\"2026-11-26T00:00\"} | false | 400 |"
            + " Timezone information is mandatory for the scheduled switchover",
        "SWITCHOVER | {\"leader\":\"a\",\"scheduled_at\":\"2026-11-24T00:00Z\"} | false | 422 |"
            + " Cannot schedule switchover in the past",
        "SWITCHOVER | {\"leader\":\"a\",\"scheduled_at\":\"x\"} | false | 422 | Unable to parse"
            + " scheduled timestamp. It should be in an unambiguous format, e.g. ISO 8601",
        "SWITCHOVER | {\"leader\":\"a\"} | true | 400 | Switchover is possible only to a specific"
            + " candidate in a paused state",
        "SWITCHOVER | {\"leader\":\"a\",\"candidate\":\"a\"} | false | 400 | Switchover target and"
            + " source are the same",
        "SWITCHOVER | {\"leader\":\"a\",\"member\":\"a\"} | true | 400 | Switchover target and"
            + " source are the same",
      })
  void requests_that_make_no_sense(
      Action action, String body, boolean paused, int code, String text) {
    assertThat(read(action, body, paused)).isEqualTo(new Reading.Refused(code, text));
  }

  @Test
  void requests_that_make_sense() {
    assertThat(read(Action.SWITCHOVER, "{\"leader\":\"a\"}", false))
        .isEqualTo(new Reading.Understood(wish(Action.SWITCHOVER, "a", "")));
    assertThat(read(Action.SWITCHOVER, "{\"leader\":\"a\",\"member\":\"b\"}", true))
        .isEqualTo(new Reading.Understood(wish(Action.SWITCHOVER, "a", "b")));
    assertThat(read(Action.FAILOVER, "{\"candidate\":\"b\"}", true))
        .isEqualTo(new Reading.Understood(wish(Action.FAILOVER, "", "b")));
    assertThat(read(Action.FAILOVER, "{\"leader\":\"a\",\"candidate\":\"b\"}", false))
        .isEqualTo(new Reading.Understood(wish(Action.SWITCHOVER, "a", "b")));
    Reading scheduled =
        read(
            Action.SWITCHOVER,
            "{\"leader\":\"a\",\"scheduled_at\":\"2026-11-26T01:00+01:00\"}",
            false);
    Wish later =
        new Wish(
            Action.SWITCHOVER,
            Optional.of("a"),
            Optional.empty(),
            Optional.of(Instant.parse("2026-11-26T00:00:00Z")));
    assertThat(scheduled).isEqualTo(new Reading.Understood(later));
    assertThat(later.value().toString())
        .isEqualTo("{leader=a, scheduled_at=2026-11-26T00:00:00+00:00}");
    assertThat(wish(Action.FAILOVER, "", "b").value()).isEqualTo(Map.of("member", "b"));
  }

  private static final DynamicSettings ASYNCHRONOUS = DynamicSettings.DEFAULTS;
  private static final DynamicSettings SYNCHRONOUS =
      Nodes.settings(false, SynchronousMode.ON, false, false);
  private static final DynamicSettings QUORUM =
      Nodes.settings(false, SynchronousMode.QUORUM, false, false);

  private static StoreView synchronous(String... standbys) {
    return Nodes.withSync(Nodes.cluster(), SyncState.of("node1", List.of(standbys), 0, 4));
  }

  private static Candidates candidates(
      Action action, String leader, String candidate, StoreView view, DynamicSettings settings) {
    return SwitchoverRules.candidates(wish(action, leader, candidate), view, settings);
  }

  @Test
  void the_leader_has_to_be_named_right() {
    assertThat(candidates(Action.SWITCHOVER, "node2", "node3", Nodes.cluster(), ASYNCHRONOUS))
        .isEqualTo(new Candidates.Nobody("leader name does not match"));
    assertThat(
            candidates(
                Action.SWITCHOVER,
                "node1",
                "node3",
                Nodes.withLeader(Nodes.cluster(), Optional.empty()),
                ASYNCHRONOUS))
        .isEqualTo(new Candidates.Nobody("leader name does not match"));
  }

  @Test
  void a_named_candidate() {
    assertThat(candidates(Action.SWITCHOVER, "node1", "node3", Nodes.cluster(), ASYNCHRONOUS))
        .isEqualTo(new Candidates.Named(List.of("node3")));
    assertThat(candidates(Action.FAILOVER, "", "node9", Nodes.cluster(), ASYNCHRONOUS))
        .isEqualTo(new Candidates.Nobody("candidate does not exists"));
    assertThat(
            candidates(
                Action.FAILOVER,
                "",
                "node3",
                Nodes.withLeader(Nodes.cluster(), Optional.empty()),
                ASYNCHRONOUS))
        .isEqualTo(new Candidates.Named(List.of("node3")));
  }

  @Test
  void a_switchover_under_synchronous_replication_goes_to_a_synchronous_standby() {
    assertThat(candidates(Action.SWITCHOVER, "node1", "node3", synchronous("node2"), SYNCHRONOUS))
        .isEqualTo(new Candidates.Nobody("candidate name does not match with sync_standby"));
    assertThat(candidates(Action.FAILOVER, "", "node3", synchronous("node2"), SYNCHRONOUS))
        .isEqualTo(new Candidates.Named(List.of("node3")));
    assertThat(candidates(Action.SWITCHOVER, "node1", "node3", synchronous("node2"), QUORUM))
        .isEqualTo(new Candidates.Named(List.of("node3")));
    assertThat(candidates(Action.SWITCHOVER, "node1", "", synchronous("node2"), SYNCHRONOUS))
        .isEqualTo(new Candidates.Named(List.of("node2")));
    assertThat(candidates(Action.SWITCHOVER, "node1", "", synchronous(), SYNCHRONOUS))
        .isEqualTo(new Candidates.Nobody("switchover is not possible: can not find sync_standby"));
  }

  @Test
  void without_a_candidate_everybody_else_is_one() {
    assertThat(candidates(Action.SWITCHOVER, "node1", "", Nodes.cluster(), ASYNCHRONOUS))
        .isEqualTo(new Candidates.Named(List.of("node2", "node3")));
    StoreView alone =
        Nodes.withMembers(
            Nodes.cluster(),
            members -> {
              members.remove("node2");
              members.remove("node3");
              return members;
            });
    assertThat(candidates(Action.SWITCHOVER, "node1", "", alone, ASYNCHRONOUS))
        .isEqualTo(
            new Candidates.Nobody(
                "switchover is not possible: cluster does not have members except leader"));
  }

  @Test
  void one_fit_candidate_is_enough() {
    Wish wish = wish(Action.SWITCHOVER, "node1", "");
    PeerAnswer fit = FakeRequests.fit("node2");
    PeerAnswer forbidden =
        new PeerAnswer(
            "node2",
            true,
            false,
            fit.position(),
            fit.timeline(),
            new Tags(Map.of("nofailover", true)),
            false);
    PeerAnswer unwatched =
        new PeerAnswer("node2", true, false, fit.position(), fit.timeline(), Tags.NONE, true);
    String nobody = "switchover is not possible: no good candidates have been found";
    assertThat(SwitchoverRules.refusal(wish, List.of(forbidden, fit))).isEmpty();
    assertThat(SwitchoverRules.refusal(wish, List.of(forbidden))).contains(nobody);
    assertThat(SwitchoverRules.refusal(wish, List.of(unwatched))).contains(nobody);
    assertThat(SwitchoverRules.refusal(wish, List.of(PeerAnswer.silent("node2")))).contains(nobody);
    assertThat(SwitchoverRules.refusal(wish(Action.FAILOVER, "", "b"), List.of()))
        .contains("failover is not possible: no good candidates have been found");
  }

  private static final Optional<ManualFailover> PENDING =
      Optional.of(new ManualFailover(Optional.of("node1"), Optional.empty(), Optional.empty(), 15));

  private static Optional<String> result(
      Action action, String candidate, Optional<String> leader, Optional<ManualFailover> pending) {
    StoreView view = Nodes.withFailover(Nodes.withLeader(Nodes.cluster(), leader), pending);
    return SwitchoverRules.result(wish(action, "node1", candidate), Optional.of("node1"), view)
        .map(response -> response.code() + " " + response.body().orElse(""));
  }

  @Test
  void what_became_of_it() {
    Optional<String> node2 = Optional.of("node2");
    assertThat(result(Action.SWITCHOVER, "node2", node2, PENDING))
        .contains("200 Successfully switched over to \"node2\"");
    assertThat(result(Action.FAILOVER, "node2", node2, Optional.empty()))
        .contains("200 Successfully failed over to \"node2\"");
    assertThat(result(Action.SWITCHOVER, "", node2, Optional.empty()))
        .contains("200 Successfully switched over to \"node2\"");
    assertThat(result(Action.SWITCHOVER, "node3", node2, Optional.empty()))
        .contains("200 Switched over to \"node2\" instead of \"node3\"");
    assertThat(result(Action.FAILOVER, "node3", node2, Optional.empty()))
        .contains("200 Failed over to \"node2\" instead of \"node3\"");
  }

  @Test
  void nothing_became_of_it() {
    Optional<String> node1 = Optional.of("node1");
    assertThat(result(Action.SWITCHOVER, "", node1, Optional.empty()))
        .contains("503 Switchover failed");
    assertThat(result(Action.FAILOVER, "node2", node1, Optional.empty()))
        .contains("503 Failover failed");
  }

  @Test
  void it_is_under_way() {
    assertThat(result(Action.SWITCHOVER, "", Optional.of("node1"), PENDING)).isEmpty();
    assertThat(result(Action.SWITCHOVER, "", Optional.empty(), PENDING)).isEmpty();
    assertThat(result(Action.SWITCHOVER, "", Optional.empty(), Optional.empty())).isEmpty();
  }
}
