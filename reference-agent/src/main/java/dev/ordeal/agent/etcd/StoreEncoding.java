package dev.ordeal.agent.etcd;

import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.SyncState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the values of the contract (section 2), compact. Pure. */
final class StoreEncoding {
  private StoreEncoding() {}

  static String json(Object value) {
    return Json.text(value);
  }

  static String status(ClusterStatus status) {
    Map<String, Object> value = new LinkedHashMap<>();
    status.optime().ifPresent(lsn -> value.put("optime", lsn.bytes()));
    if (!status.slots().isEmpty()) {
      Map<String, Object> slots = new LinkedHashMap<>();
      status.slots().forEach((name, lsn) -> slots.put(name, lsn.bytes()));
      value.put("slots", slots);
    }
    if (!status.retainSlots().isEmpty()) {
      value.put("retain_slots", List.copyOf(status.retainSlots()));
    }
    return json(value);
  }

  static String sync(SyncState state) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("leader", state.leader().orElse(null));
    value.put("quorum", state.quorum());
    value.put(
        "sync_standby", state.standbys().isEmpty() ? null : String.join(",", state.standbys()));
    return json(value);
  }

  static String history(List<HistoryLine> lines) {
    List<List<Object>> value = new ArrayList<>();
    for (HistoryLine line : lines) {
      List<Object> fields =
          new ArrayList<>(List.of(line.timeline(), line.at().bytes(), line.reason()));
      line.time().ifPresent(fields::add);
      line.newLeader().ifPresent(fields::add);
      value.add(fields);
    }
    return json(value);
  }
}
