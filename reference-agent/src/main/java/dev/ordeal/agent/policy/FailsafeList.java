package dev.ordeal.agent.policy;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may lead while the store is away, and so has to agree that another node does (contract,
 * section 4.6). Pure.
 */
public final class FailsafeList {
  private FailsafeList() {}

  /** What the key should hold: the API addresses of all members by name. */
  static SortedMap<String, String> of(StoreView store) {
    SortedMap<String, String> addresses = new TreeMap<>();
    store.members().values().stream()
        .filter(member -> !member.apiUrl().isEmpty())
        .forEach(member -> addresses.put(member.name(), member.apiUrl()));
    return addresses;
  }

  /**
   * Whom a leader has to ask: whoever is on the list, and whoever it would put there. Since the
   * list was read it may have been written by this leader itself, with or without an answer.
   */
  public static SortedMap<String, String> toAsk(StoreView store, String me) {
    SortedMap<String, String> addresses = of(store);
    addresses.putAll(store.failsafe());
    addresses.remove(me);
    return addresses;
  }
}
