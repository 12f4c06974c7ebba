package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Until when the slot of each member is kept, should it go away: {@code member_slots_ttl} after it
 * was last there (contract, section 6). Pure.
 *
 * @param until by the slot's name
 */
public record SlotRetention(SortedMap<String, Moment> until) {
  /** Before the store was looked at. */
  public static final SlotRetention UNKNOWN = new SlotRetention(new TreeMap<>());

  public SlotRetention {
    until = Collections.unmodifiableSortedMap(new TreeMap<>(until));
  }

  /**
   * What holds after {@code seen}. A node that does not lead, or has just begun to look, takes over
   * from {@code retain_slots} what the leader keeps; the leader itself wrote that.
   */
  public SlotRetention after(Observation seen) {
    Duration keep = seen.settings().memberSlotsTtl();
    if (keep.isZero()) {
      return UNKNOWN;
    }
    SortedMap<String, Moment> next = new TreeMap<>(until);
    if (!seen.isNamedLeader() || until.isEmpty()) {
      seen.store().status().retainSlots().forEach(name -> next.put(name, seen.now().plus(keep)));
    }
    present(seen.store(), seen.me()).forEach(name -> next.put(name, seen.now().plus(keep)));
    next.values().removeIf(end -> !seen.now().isBefore(end));
    next.remove(SlotNames.of(seen.me()));
    return new SlotRetention(next);
  }

  /** The slots of members that are away. */
  public SortedSet<String> absent(StoreView store, String me) {
    SortedSet<String> absent = new TreeSet<>(until.keySet());
    absent.removeAll(present(store, me));
    return absent;
  }

  private static SortedSet<String> present(StoreView store, String me) {
    SortedSet<String> present = new TreeSet<>();
    store.membersBut(me).stream()
        .filter(member -> !member.tags().noStream())
        .forEach(member -> present.add(SlotNames.of(member.name())));
    return present;
  }
}
