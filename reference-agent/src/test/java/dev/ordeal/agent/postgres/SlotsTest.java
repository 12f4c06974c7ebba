package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.ReadingLocal;
import dev.ordeal.agent.policy.DynamicSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SlotsTest {
  private static Slots.Slot physical(String name) {
    return new Slots.Slot(
        name, "physical", false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Slots.Slot logical(String name, String database, String plugin) {
    return new Slots.Slot(
        name, "logical", false, Optional.empty(), Optional.of(database), Optional.of(plugin));
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
}
