package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.ReadingLocal;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SlotsTest {
  private static Slots.Slot physical(String name) {
    return physical(name, 500, false, false);
  }

  private static Slots.Slot physical(String name, long restart, boolean holdsRows, boolean lost) {
    return new Slots.Slot(
        name,
        "physical",
        false,
        Optional.of(new Lsn(restart)),
        Optional.empty(),
        Optional.empty(),
        holdsRows,
        lost);
  }

  private static Slots.Slot logical(String name, String database, String plugin) {
    return new Slots.Slot(
        name,
        "logical",
        false,
        Optional.empty(),
        Optional.of(database),
        Optional.of(plugin),
        false,
        false);
  }

  private static DynamicSettings settings(Map<String, Object> dynamic) {
    return DynamicReader.read(dynamic, ReadingLocal.minimal(), false).settings();
  }

  private static List<String> dropped(DynamicSettings settings, Slots.Slot... present) {
    return Slots.steps(
            List.of(present), new TreeMap<>(), Slots.leftAlone(settings), Optional.empty())
        .stream()
        .flatMap(step -> step.values().stream())
        .toList();
  }

  @Test
  void a_physical_slot_that_nobody_wants_is_dropped_and_a_logical_one_never() {
    assertThat(dropped(settings(Map.of()), physical("old"), logical("feed", "shop", "pgoutput")))
        .containsExactly("old");
  }

  @Test
  void permanent_and_ignored_slots_are_left_alone() {
    DynamicSettings settings =
        settings(
            Map.of(
                "slots",
                Map.of("archive", Map.of("type", "physical")),
                "ignore_slots",
                List.of(Map.of("name", "backup", "type", "physical"))));
    assertThat(dropped(settings, physical("archive"), physical("backup"), physical("old")))
        .containsExactly("old");
  }

  @Test
  void every_word_of_a_matcher_must_fit() {
    DynamicSettings settings =
        settings(Map.of("ignore_slots", List.of(Map.of("name", "old", "type", "logical"))));
    assertThat(dropped(settings, physical("old"))).containsExactly("old");
    var feed =
        Slots.leftAlone(
            settings(
                Map.of("ignore_slots", List.of(Map.of("database", "shop", "plugin", "wal2json")))));
    assertThat(feed.test(logical("a", "shop", "wal2json"))).isTrue();
    assertThat(feed.test(logical("a", "shop", "pgoutput"))).isFalse();
    assertThat(feed.test(physical("a"))).isFalse();
  }

  @Test
  void in_maintenance_mode_none_is_dropped() {
    assertThat(dropped(settings(Map.of("pause", true)), physical("old"))).isEmpty();
  }

  private static StoreView store(Member... members) {
    SortedMap<String, Member> byName = new TreeMap<>();
    List.of(members).forEach(member -> byName.put(member.name(), member));
    StoreView empty = StoreView.EMPTY;
    return new StoreView(
        empty.leader(),
        byName,
        empty.configuration(),
        0,
        empty.initialize(),
        empty.failover(),
        empty.history(),
        empty.timelineClaim(),
        new ClusterStatus(
            Optional.of(new Lsn(1000)),
            Map.of("archive", new Lsn(700), "gone", new Lsn(600)),
            Set.of("gone")),
        empty.sync(),
        Map.of(),
        0);
  }

  private static final Map<String, Object> NO_TAGS = Map.of();
  private static final Map<String, Object> PERMANENT =
      Map.of(
          "slots",
          Map.of(
              "archive", Map.of("type", "physical"),
              "feed", Map.of("type", "logical", "database", "shop", "plugin", "pgoutput"),
              "node_1", Map.of(),
              "other", Map.of("cluster_type", "standby"),
              "NO", Map.of()));

  private static SortedMap<String, Slots.Wanted> wanted(
      Map<String, Object> dynamic, boolean leads, Member... members) {
    StoreView store = store(members);
    return Slots.wanted(store, settings(dynamic), "node-1", leads, store.status().retainSlots());
  }

  @Test
  void permanent_physical_slots_are_wanted_on_every_node_but_that_of_their_name() {
    assertThat(wanted(PERMANENT, true, Servers.member("node-2", NO_TAGS)).keySet())
        .containsExactly("archive", "gone", "node_2");
    var onReplica = wanted(PERMANENT, false, Servers.member("node-2", NO_TAGS));
    assertThat(onReplica.keySet()).containsExactly("archive", "gone", "node_2");
    assertThat(onReplica)
        .containsEntry("archive", new Slots.Wanted(Optional.of(new Lsn(700)), false));
    assertThat(onReplica).containsEntry("gone", new Slots.Wanted(Optional.of(new Lsn(600)), false));
    assertThat(onReplica)
        .containsEntry("node_2", new Slots.Wanted(Optional.of(new Lsn(900)), true));
  }

  @Test
  void a_replica_that_never_leads_keeps_slots_for_those_alone_that_follow_it() {
    Member me = Servers.member("node-1", Map.of("nofailover", true));
    Member cascading = Servers.member("node-3", Map.of("replicatefrom", "node-1"));
    assertThat(wanted(Map.of(), false, me, Servers.member("node-2", NO_TAGS), cascading).keySet())
        .containsExactly("node_3");
    assertThat(
            wanted(
                    Map.of("member_slots_ttl", 0),
                    false,
                    Servers.member("node-2", NO_TAGS),
                    cascading)
                .keySet())
        .containsExactly("node_3");
  }

  private static List<String> words(
      SortedMap<String, Slots.Wanted> wanted, Optional<Lsn> replayed, Slots.Slot... present) {
    return Slots.steps(List.of(present), wanted, slot -> false, replayed).stream()
        .map(step ->
            step.sql().replaceAll("SELECT pg_|physical_|replication_slot|\\(.*", "").strip()
                + String.join(",", step.values()))
        .toList();
  }

  @Test
  void a_replica_moves_them_forward_but_never_past_what_it_has_replayed() {
    var wanted = wanted(PERMANENT, false, Servers.member("node-2", NO_TAGS));
    assertThat(
            words(
                wanted,
                Optional.of(new Lsn(800)),
                physical("archive"),
                physical("gone", 650, false, false),
                physical("node_2")))
        .containsExactly("_advancearchive,0/2BC", "_advancenode_2,0/320");
  }

  @Test
  void a_slot_whose_log_is_gone_is_made_anew() {
    var wanted = wanted(Map.of(), true, Servers.member("node-2", NO_TAGS));
    assertThat(
            words(wanted, Optional.empty(), physical("gone"), physical("node_2", 1, false, true)))
        .containsExactly("drop_node_2", "create_node_2");
  }

  @Test
  void dead_rows_are_not_held_for_a_standby_that_streams_from_another_node() {
    Slots.Slot holding = physical("node_2", 500, true, false);
    Member cascading = Servers.member("node-2", Map.of("replicatefrom", "node-3"));
    var elsewhere = wanted(Map.of(), true, cascading, Servers.member("node-3", NO_TAGS));
    assertThat(words(elsewhere, Optional.empty(), holding, physical("gone"), physical("node_3")))
        .containsExactly("drop_node_2", "create_node_2");
    var here = wanted(Map.of(), true, Servers.member("node-2", NO_TAGS));
    assertThat(words(here, Optional.empty(), holding, physical("gone"))).isEmpty();
    var onReplica = wanted(Map.of(), false, Servers.member("node-2", NO_TAGS));
    assertThat(words(onReplica, Optional.of(new Lsn(1)), holding, physical("gone")))
        .containsExactly("drop_node_2", "create_node_2");
  }
}
