package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.StoreMember;
import dev.ordeal.agent.etcd.StoreMember.Condition;
import dev.ordeal.agent.etcd.StoreMember.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys and leases of one member, as its applied log made them, and every change since. */
final class KeyValues {
  private final SortedMap<String, StoreMember.Entry> keys = new TreeMap<>();
  private final Map<Long, Lease> leases = new LinkedHashMap<>();
  private final List<Change> past = new ArrayList<>();
  private long revision = 1;

  private record Lease(long seconds, Set<String> keys) {}

  /** A key that an applied entry changed; without a value where it is gone. */
  record Change(String key, java.util.Optional<String> value, long revision) {}

  /** What became of an entry. */
  record Applied(Answer answer, List<Change> changes) {}

  long revision() {
    return revision;
  }

  boolean knows(long lease) {
    return leases.containsKey(lease);
  }

  Set<Long> leases() {
    return leases.keySet();
  }

  long seconds(long lease) {
    Lease known = leases.get(lease);
    return known == null ? 0 : known.seconds();
  }

  /** Everything below {@code prefix}, without it. */
  Answer.Found below(String prefix) {
    Map<String, StoreMember.Entry> found = new LinkedHashMap<>();
    for (var entry : keys.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.put(entry.getKey().substring(prefix.length()), entry.getValue());
    }
    return new Answer.Found(found, revision);
  }

  /** The changes below {@code prefix} from {@code revision} on, the oldest first. */
  List<Change> since(String prefix, long from) {
    int at = past.size();
    while (at > 0 && past.get(at - 1).revision() >= from) {
      at--;
    }
    return past.subList(at, past.size()).stream()
        .filter(change -> change.key().startsWith(prefix))
        .toList();
  }

  Applied apply(Command command) {
    Applied applied = applied(command);
    past.addAll(applied.changes());
    return applied;
  }

  private Applied applied(Command command) {
    return switch (command) {
      case Command.Nothing() -> new Applied(new Answer.Transacted(true, revision), List.of());
      case Command.Grant(long lease, long seconds) -> {
        leases.put(lease, new Lease(seconds, new LinkedHashSet<>()));
        yield new Applied(new Answer.Leased(lease, seconds), List.of());
      }
      case Command.Revoke(long lease) -> revoke(lease);
      case Command.Transact transact -> transact(transact);
    };
  }

  private Applied revoke(long lease) {
    Lease known = leases.remove(lease);
    if (known == null) {
      return new Applied(new Answer.NoLease(), List.of());
    }
    List<Change> changes = new ArrayList<>();
    if (!known.keys().isEmpty()) {
      revision++;
      for (String key : new TreeMap<>(keys).keySet()) {
        if (known.keys().contains(key)) {
          keys.remove(key);
          changes.add(new Change(key, java.util.Optional.empty(), revision));
        }
      }
    }
    return new Applied(new Answer.Leased(lease, 0), changes);
  }

  private Applied transact(Command.Transact transact) {
    if (!transact.when().stream().allMatch(this::holds)) {
      return new Applied(new Answer.Transacted(false, revision), List.of());
    }
    for (Write write : transact.then()) {
      if (write instanceof Write.Put put && put.lease() != 0 && !leases.containsKey(put.lease())) {
        return new Applied(new Answer.NoLease(), List.of());
      }
    }
    List<Change> changes = new ArrayList<>();
    long next = revision + 1;
    for (Write write : transact.then()) {
      switch (write) {
        case Write.Put put -> {
          detach(put.key());
          keys.put(put.key(), new StoreMember.Entry(put.value(), next, put.lease()));
          if (put.lease() != 0) {
            leaseOf(put.lease()).keys().add(put.key());
          }
          changes.add(new Change(put.key(), java.util.Optional.of(put.value()), next));
        }
        case Write.Delete delete -> {
          detach(delete.key());
          if (keys.remove(delete.key()) != null) {
            changes.add(new Change(delete.key(), java.util.Optional.empty(), next));
          }
        }
      }
    }
    revision = changes.isEmpty() ? revision : next;
    return new Applied(new Answer.Transacted(true, revision), changes);
  }

  private Lease leaseOf(long id) {
    Lease lease = leases.get(id);
    if (lease == null) {
      throw new IllegalStateException("no lease " + id);
    }
    return lease;
  }

  private void detach(String key) {
    StoreMember.Entry old = keys.get(key);
    Lease lease = old == null ? null : leases.get(old.lease());
    if (lease != null) {
      lease.keys().remove(key);
    }
  }

  private boolean holds(Condition condition) {
    StoreMember.Entry entry = keys.get(condition.key());
    return switch (condition) {
      case Condition.Absent absent -> entry == null;
      case Condition.Unchanged same ->
          (entry == null ? 0 : entry.modRevision()) == same.modRevision();
      case Condition.Holds holds -> entry != null && entry.value().equals(holds.value());
    };
  }
}
