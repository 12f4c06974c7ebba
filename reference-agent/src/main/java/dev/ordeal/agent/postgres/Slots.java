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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which physical replication slots a server should have (contract, section 6). Pure. */
public final class Slots {
  private static final String PHYSICAL = "physical";

  private Slots() {}

  /**
   * A slot as it is.
   *
   * @param restart where its log begins to be kept; absent before its first use
   * @param holdsRows whether it keeps dead rows from being removed ({@code xmin})
   * @param lost whether the log that it was to keep is gone
   */
  record Slot(
      String name,
      String type,
      boolean active,
      Optional<Lsn> restart,
      Optional<String> database,
      Optional<String> plugin,
      boolean holdsRows,
      boolean lost) {
    boolean isPhysical() {
      return type.equals(PHYSICAL);
    }
  }

  /**
   * A physical slot that there should be.
   *
   * @param position where a replica's should be moved to
   * @param usedElsewhere whether its standby streams from another node
   */
  public record Wanted(Optional<Lsn> position, boolean usedElsewhere) {}

  /** One statement with its values. */
  record Step(String sql, List<String> values) {}

  /**
   * @param wanted physical slots by name
   * @param leftAlone whether a slot that is not wanted is none of the agent's
   * @param replayed how far a replica is; absent on a leader
   */
  static List<Step> steps(
      List<Slot> present,
      SortedMap<String, Wanted> wanted,
      Predicate<Slot> leftAlone,
      Optional<Lsn> replayed) {
    List<Step> steps = new ArrayList<>();
    Map<String, Slot> byName = new TreeMap<>();
    present.forEach(slot -> byName.put(slot.name(), slot));
    for (Slot slot : present) {
      boolean unwanted = !wanted.containsKey(slot.name()) && !leftAlone.test(slot);
      if (unwanted && slot.isPhysical() && !slot.active()) {
        steps.add(drop(slot.name()));
      }
    }
    wanted.forEach((name, target) -> {
      Slot slot = byName.get(name);
      if (slot == null) {
        steps.add(create(name));
      } else if (slot.isPhysical() && isUseless(slot, target)) {
        steps.add(drop(name));
        steps.add(create(name));
      } else if (slot.isPhysical()) {
        advance(slot, target.position(), replayed).ifPresent(steps::add);
      }
    });
    return steps;
  }

  /** Dead rows that a standby held here once would be kept for ever where it streams elsewhere. */
  private static boolean isUseless(Slot slot, Wanted wanted) {
    return !slot.active() && (slot.lost() || slot.holdsRows() && wanted.usedElsewhere());
  }

  private static Step drop(String name) {
    return new Step("SELECT pg_drop_replication_slot(?)", List.of(name));
  }

  private static Step create(String name) {
    return new Step("SELECT pg_create_physical_replication_slot(?, true)", List.of(name));
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
   * one of {@code ignore_slots} matches, of whose words all must fit. In maintenance mode all.
   */
  static Predicate<Slot> leftAlone(DynamicSettings settings) {
    return slot ->
        settings.paused()
            || settings.permanentSlots().containsKey(slot.name())
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

  /**
   * The slots of other members, of members that are away, and the permanent ones; on a replica with
   * the positions that they had on the leader.
   *
   * @param retained slots of members that are away
   */
  public static SortedMap<String, Wanted> wanted(
      StoreView store, DynamicSettings settings, String me, boolean leads, Set<String> retained) {
    SortedMap<String, Wanted> wanted = new TreeMap<>();
    boolean forAll = leads || keepsForOthers(store, settings, me);
    if (forAll) {
      retained.forEach(name -> wanted.put(name, new Wanted(published(store, name, leads), false)));
    }
    for (Member member : store.membersBut(me)) {
      boolean cascades = member.tags().replicateFrom().filter(me::equals).isPresent();
      if (!member.tags().noStream() && (forAll || cascades)) {
        String name = SlotNames.of(member.name());
        Optional<Lsn> position = published(store, name, leads);
        wanted.put(
            name,
            new Wanted(
                leads ? position : position.or(member::position),
                leads ? streamsElsewhere(store, member, me) : !cascades));
      }
    }
    permanent(settings)
        .forEach(name -> wanted.put(name, new Wanted(published(store, name, leads), false)));
    wanted.remove(SlotNames.of(me));
    return wanted;
  }

  /** Whether this replica could be promoted, and others would stream from it then. */
  private static boolean keepsForOthers(StoreView store, DynamicSettings settings, String me) {
    boolean neverLeads = store.member(me).map(member -> member.tags().noFailover()).orElse(false);
    return settings.memberSlotsTtl().isPositive() && !neverLeads;
  }

  private static boolean streamsElsewhere(StoreView store, Member member, String me) {
    return member
        .tags()
        .replicateFrom()
        .filter(name -> !name.equals(me) && store.member(name).isPresent())
        .isPresent();
  }

  private static Optional<Lsn> published(StoreView store, String name, boolean leads) {
    return leads ? Optional.empty() : Optional.ofNullable(store.status().slots().get(name));
  }

  /** The names of the permanent physical slots of this kind of cluster. */
  private static List<String> permanent(DynamicSettings settings) {
    String kind = settings.standbyCluster().isPresent() ? "standby" : "primary";
    return settings.permanentSlots().entrySet().stream()
        .filter(slot -> slot.getValue().getOrDefault("type", PHYSICAL).equals(PHYSICAL))
        .filter(slot -> slot.getValue().getOrDefault("cluster_type", kind).equals(kind))
        .map(Map.Entry::getKey)
        .toList();
  }
}
