package dev.ordeal.agent.configuration;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How wanted parameters differ from those that a server runs with.
 *
 * @param byReload what takes effect by a reload
 * @param byRestart what waits for a restart
 */
public record ParameterChanges(
    SortedMap<String, Change> byReload, SortedMap<String, Change> byRestart) {
  private static final String UNKNOWN = "?";

  /** A value and the one that replaces it, in units that a person would choose. */
  public record Change(String oldValue, String newValue) {
    /** As it stands in the member key and in the REST API. */
    public SequencedMap<String, String> published() {
      SequencedMap<String, String> both = new LinkedHashMap<>();
      both.put("old_value", oldValue);
      both.put("new_value", newValue);
      return both;
    }
  }

  public ParameterChanges {
    byReload = Collections.unmodifiableSortedMap(new TreeMap<>(byReload));
    byRestart = Collections.unmodifiableSortedMap(new TreeMap<>(byRestart));
  }

  /** Whether the server runs with everything that is wanted. */
  public boolean isEmpty() {
    return byReload.isEmpty() && byRestart.isEmpty();
  }

  /**
   * Compares by type and unit. What the server does not list, as a parameter of an extension that
   * is not loaded, does not count.
   *
   * @param wanted on the command line and in the file
   * @param formerlyWanted what the file held before; what of it is not wanted any more is reset
   * @param rows of {@code pg_settings}
   */
  public static ParameterChanges of(
      SortedMap<String, String> wanted, Set<String> formerlyWanted, Collection<SettingRow> rows) {
    SortedMap<String, Change> byReload = new TreeMap<>();
    SortedMap<String, Change> byRestart = new TreeMap<>();
    SortedMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(wanted);
    Set<String> former = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    former.addAll(formerlyWanted);
    for (SettingRow row : rows) {
      String value = values.get(row.name());
      boolean differs = value == null ? former.contains(row.name()) : !row.isAlready(value);
      if (differs && !row.isFixed()) {
        (row.needsRestart() ? byRestart : byReload)
            .put(row.name(), new Change(row.shown(), value == null ? UNKNOWN : row.shown(value)));
      }
    }
    return new ParameterChanges(byReload, byRestart);
  }

  /**
   * What waits for a restart, after a reload: what the server itself says of its files, and what
   * was given on its command line, which it cannot see change. Recovery parameters and {@code
   * hot_standby} do not count.
   *
   * @param wanted as configured, on the command line and in the file; a replica may have had to
   *     start with more
   * @param rows of {@code pg_settings}
   * @return parameter → {@code old_value}, {@code new_value}; {@code ?} where the new one is
   *     unknown
   */
  public static SortedMap<String, Map<String, String>> pendingRestart(
      SortedMap<String, String> wanted, Collection<SettingRow> rows) {
    SortedMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(wanted);
    SortedMap<String, Map<String, String>> pending = new TreeMap<>();
    for (SettingRow row : rows) {
      String value = values.get(row.name());
      boolean differs = value != null && !row.isAlready(value);
      boolean waits =
          row.pendingRestart() || (differs && CommandLineParameter.isOnCommandLine(row.name()));
      if (waits
          && !RecoveryParameters.NAMES.contains(row.name())
          && !row.name().equals("hot_standby")) {
        pending.put(
            row.name(),
            new Change(row.shown(), value != null && differs ? row.shown(value) : UNKNOWN)
                .published());
      }
    }
    return pending;
  }
}
