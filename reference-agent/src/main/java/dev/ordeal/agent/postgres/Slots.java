package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.SlotNames;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which physical replication slots a server should have (contract, section 6). Pure. */
public final class Slots {
  private Slots() {}

  /**
   * A slot as it is.
   *
   * @param restart where its log begins to be kept; absent before its first use
   */
  record Slot(
      String name,
      String type,
      boolean active,
      Optional<Lsn> restart,
      Optional<String> database,
      Optional<String> plugin) {
    boolean isPhysical() {
      return type.equals("physical");
    }
  }

  /** One statement with its values. */
  record Step(String sql, List<String> values) {}

  /**
   * @param wanted physical slots by name; where a replica's should be moved to
   * @param leftAlone whether a slot is none of the agent's: a permanent or an ignored one
   */
  static List<Step> steps(
      List<Slot> present,
      SortedMap<String, Optional<Lsn>> wanted,
      Predicate<Slot> leftAlone,
      Optional<Lsn> replayed) {
    List<Step> steps = new ArrayList<>();
    Map<String, Slot> byName = new TreeMap<>();
    present.forEach(slot -> byName.put(slot.name(), slot));
    for (Slot slot : present) {
      boolean unwanted = !wanted.containsKey(slot.name()) && !leftAlone.test(slot);
      if (unwanted && slot.isPhysical() && !slot.active()) {
        steps.add(new Step("SELECT pg_drop_replication_slot(?)", List.of(slot.name())));
      }
    }
    wanted.forEach((name, target) -> {
      Slot slot = byName.get(name);
      if (slot == null) {
        steps.add(new Step("SELECT pg_create_physical_replication_slot(?, true)", List.of(name)));
      } else {
        advance(slot, target, replayed).ifPresent(steps::add);
      }
    });
    return steps;
  }

  private static Optional<Step> advance(Slot slot, Optional<Lsn> target, Optional<Lsn> replayed) {
    if (slot.active() || target.isEmpty() || replayed.isEmpty() || slot.restart().isEmpty()) {
      return Optional.empty();
    }
    Lsn to = target.get().compareTo(replayed.get()) < 0 ? target.get() : replayed.get();
    return to.compareTo(slot.restart().get()) > 0
        ? Optional.of(
            new Step(
                "SELECT pg_replication_slot_advance(?, ?::pg_lsn)",
                List.of(slot.name(), to.toString())))
        : Optional.empty();
  }

  /**
   * What the dynamic configuration says not to touch: {@code slots} by their names, and whatever
   * one of {@code ignore_slots} matches, of whose words all must fit.
   */
  static Predicate<Slot> leftAlone(DynamicSettings settings) {
    return slot ->
        settings.permanentSlots().containsKey(slot.name())
            || settings.ignoreSlots().stream().anyMatch(matcher -> matches(matcher, slot));
  }

  private static boolean matches(Map<String, Object> matcher, Slot slot) {
    return matcher.entrySet().stream()
        .allMatch(word ->
            switch (word.getKey()) {
              case "name" -> slot.name().equals(word.getValue());
              case "type" -> slot.type().equals(word.getValue());
              case "database" -> slot.database().filter(word.getValue()::equals).isPresent();
              case "plugin" -> slot.plugin().filter(word.getValue()::equals).isPresent();
              default -> false;
            });
  }

  /** The slots of all other members; on a replica with the position that they had on the leader. */
  public static SortedMap<String, Optional<Lsn>> wanted(StoreView store, String me, boolean leads) {
    SortedMap<String, Optional<Lsn>> wanted = new TreeMap<>();
    for (Member member : store.membersBut(me)) {
      if (!member.tags().noStream()) {
        String name = SlotNames.of(member.name());
        wanted.put(
            name,
            leads
                ? Optional.empty()
                : Optional.ofNullable(store.status().slots().get(name)).or(member::position));
      }
    }
    return wanted;
  }
}
