package dev.ordeal.agent.policy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which agents must be asked before a decision, and where (contract, section 4.2). Pure. */
public final class WhomToAsk {
  private WhomToAsk() {}

  /**
   * API addresses by name; empty when nobody has to be asked.
   *
   * @param seen without any answers yet
   */
  public static SortedMap<String, String> addresses(Observation seen) {
    if (seen.job().isPresent() || !seen.storeReachable() || !needed(seen)) {
      return new TreeMap<>();
    }
    SortedMap<String, String> addresses = new TreeMap<>(seen.memory().membersWithLeader());
    seen.store().members().values().forEach(each -> addresses.put(each.name(), each.apiUrl()));
    for (Map.Entry<String, String> each : seen.store().failsafe().entrySet()) {
      addresses.putIfAbsent(each.getKey(), each.getValue());
    }
    addresses.remove(seen.me());
    addresses.values().removeIf(String::isEmpty);
    return addresses;
  }

  /**
   * A replica to which the key was handed over asks nobody: it is to be promoted, and the leader
   * that has just stopped might keep it waiting.
   */
  private static boolean needed(Observation seen) {
    if (seen.store().leader().isEmpty()) {
      return seen.server().isRunning();
    }
    if (!seen.isNamedLeader()) {
      return false;
    }
    boolean atOnce = seen.settings().primaryStartTimeout().isZero();
    boolean downOrStarting = !seen.server().isRunning();
    return seen.store().failover().isPresent() && HandingOver.leadsByServer(seen)
        || downOrStarting && (atOnce || seen.memory().startedAt().isPresent());
  }
}
