package dev.ordeal.agent.configuration;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings that take effect on this node: defaults, over them the key {@code config}, over that
 * what the local configuration may override (contract, sections 1.1 and 1.4). Pure. A bad value
 * falls back to its default, with a warning.
 */
public final class DynamicReader {
  private static final DynamicSettings DEFAULTS = DynamicSettings.DEFAULTS;
  private static final List<String> RECOVERY_OF_STANDBY_CLUSTER =
      List.of("restore_command", "archive_cleanup_command", "recovery_min_apply_delay");
  private static final List<String> OWN_RECOVERY_PARAMETERS =
      List.of(
          "primary_conninfo",
          "primary_slot_name",
          "standby_mode",
          "trigger_file",
          "promote_trigger_file");

  private static final Pattern SLOT_NAME = Pattern.compile("[a-z0-9_]{1,63}");

  private final Section root;
  private final Section postgresql;
  private final Map<String, Object> merged;
  private final List<String> warnings = new ArrayList<>();

  private DynamicReader(Section root, Section postgresql, Map<String, Object> merged) {
    this.root = root;
    this.postgresql = postgresql;
    this.merged = merged;
  }

  /**
   * Settings and what had to be put right for them.
   *
   * @param warnings one line each, for the log
   */
  public record Reading(DynamicSettings settings, List<String> warnings) {
    public Reading {
      warnings = List.copyOf(warnings);
    }
  }

  /** The settings where every member is a reference agent, without the warnings. */
  public static DynamicSettings of(Map<String, Object> configKey, LocalConfiguration local) {
    return read(configKey, local, false).settings();
  }

  /**
   * The settings of this node.
   *
   * @param configKey the key {@code config}; empty where it is absent or no JSON object
   * @param foreignMembers whether members of another kind are in the cluster, so that Patroni's
   *     least times hold
   */
  public static Reading read(
      Map<String, Object> configKey, LocalConfiguration local, boolean foreignMembers) {
    var problems = new Problems();
    Map<String, Object> merged = EffectivePostgresql.merged(configKey, local);
    Map<String, Object> values = Lenient.mapOf(configKey);
    values.put("postgresql", merged);
    Position nowhere = new Position("config", 1, 1);
    Section root =
        Section.of(
            new Document(values, Map.of("", new Document.Place(nowhere, nowhere))), problems);
    var reader = new DynamicReader(root, root.section("postgresql"), merged);
    DynamicSettings settings = reader.settings(foreignMembers);
    List<String> warnings = new ArrayList<>();
    for (Problem problem : problems.inOrder()) {
      warnings.add(problem.wrong() + "; " + problem.meant() + ", the default is used");
    }
    warnings.addAll(reader.warnings);
    return new Reading(settings, warnings);
  }

  private DynamicSettings settings(boolean foreignMembers) {
    Timing timing = timing(foreignMembers);
    Optional<StandbyCluster> standbyCluster = standbyCluster();
    SortedMap<String, String> parameters = EffectivePostgresql.parameters(merged, warnings);
    return new DynamicSettings(
        timing.timeToLive(),
        timing.loopWait(),
        timing.retryTimeout(),
        root.whole("maximum_lag_on_failover", DEFAULTS.maximumLagOnFailover(), 0, Long.MAX_VALUE),
        root.whole("maximum_lag_on_syncnode", DEFAULTS.maximumLagOnSyncNode(), -1, Long.MAX_VALUE),
        (int) root.whole("max_timelines_history", 0, 0, Integer.MAX_VALUE),
        root.truth("check_timeline", DEFAULTS.checkTimeline()),
        seconds("primary_start_timeout", "master_start_timeout")
            .orElse(DEFAULTS.primaryStartTimeout()),
        seconds("primary_stop_timeout", "master_stop_timeout").filter(Duration::isPositive),
        standbyCluster.isPresent() ? SynchronousMode.OFF : synchronousMode(),
        root.truth("synchronous_mode_strict", DEFAULTS.synchronousModeStrict()),
        (int) root.whole("synchronous_node_count", 1, 1, 1_000),
        root.truth("failsafe_mode", DEFAULTS.failsafeMode()),
        root.truth("pause", DEFAULTS.paused()),
        postgresql.truth("use_slots", DEFAULTS.useSlots()),
        postgresql.truth("use_pg_rewind", DEFAULTS.usePgRewind()),
        postgresql.truth("remove_data_directory_on_rewind_failure", false),
        postgresql.truth("remove_data_directory_on_diverged_timelines", false),
        root.seconds("member_slots_ttl").orElse(DEFAULTS.memberSlotsTtl()),
        permanentSlots(),
        ignoreSlots(),
        parameters,
        recoveryParameters(standbyCluster),
        parameters.containsKey("hba_file") ? List.of() : postgresql.lines("pg_hba"),
        parameters.containsKey("ident_file") ? List.of() : postgresql.lines("pg_ident"),
        standbyCluster);
  }

  private Timing timing(boolean foreignMembers) {
    return new Timing(
            root.seconds("ttl").orElse(DEFAULTS.timeToLive()),
            root.seconds("loop_wait").orElse(DEFAULTS.loopWait()),
            root.seconds("retry_timeout").orElse(DEFAULTS.retryTimeout()))
        .corrected(foreignMembers ? Timing.Least.PATRONIS : Timing.Least.OURS, warnings);
  }

  private Optional<Duration> seconds(String name, String oldName) {
    return root.seconds(root.has(name) ? name : oldName);
  }

  private SynchronousMode synchronousMode() {
    boolean quorum =
        root.value("synchronous_mode")
            .map(value -> Lenient.text(value).strip().toLowerCase(Locale.ROOT))
            .filter("quorum"::equals)
            .isPresent();
    if (quorum) {
      return SynchronousMode.QUORUM;
    }
    return root.truth("synchronous_mode", false) ? SynchronousMode.ON : SynchronousMode.OFF;
  }

  private Map<String, Map<String, Object>> permanentSlots() {
    Map<String, Map<String, Object>> slots = new LinkedHashMap<>();
    Section written =
        List.of("permanent_replication_slots", "permanent_slots", "slots").stream()
            .map(root::section)
            .filter(section -> !section.isEmpty())
            .findFirst()
            .orElse(root.section("slots"));
    for (String name : written.values().keySet()) {
      Map<String, Object> slot = written.section(name).values();
      slot.putIfAbsent("type", "physical");
      if (!SLOT_NAME.matcher(name).matches()) {
        warnings.add(
            "`" + written.pathOf(name) + "` is left out; no slot can be called `" + name + "`");
        continue;
      }
      boolean logical = Lenient.text(slot.getOrDefault("type", "")).equals("logical");
      if (logical && !(slot.containsKey("database") && slot.containsKey("plugin"))) {
        warnings.add(
            "`" + written.pathOf(name) + "` is left out; a logical slot needs database and plugin");
      } else {
        slots.put(name, slot);
      }
    }
    return slots;
  }

  private List<Map<String, Object>> ignoreSlots() {
    List<Map<String, Object>> matchers = new ArrayList<>();
    Object written = root.value("ignore_slots").orElse(List.of());
    if (written instanceof List<?> list) {
      for (Object each : list) {
        Map<String, Object> matcher = Lenient.mapOf(each);
        if (matcher.isEmpty()) {
          root.wrong("ignore_slots", "expected matchers of name, type, database, plugin");
        } else {
          matchers.add(matcher);
        }
      }
    } else {
      root.wrong("ignore_slots", "expected a list of matchers");
    }
    return matchers;
  }

  private Optional<StandbyCluster> standbyCluster() {
    Section section = root.section("standby_cluster");
    Optional<String> host = section.text("host");
    Optional<Integer> port =
        section.has("port")
            ? Optional.of((int) section.whole("port", 5432, 1, 65535))
            : Optional.empty();
    if (host.isEmpty() && port.isEmpty() && section.text("restore_command").isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> recovery = new TreeMap<>();
    for (String name : RECOVERY_OF_STANDBY_CLUSTER) {
      section.text(name).ifPresent(value -> recovery.put(name, value));
    }
    return Optional.of(
        new StandbyCluster(
            host,
            port,
            section.text("primary_slot_name"),
            recovery,
            section.lines("create_replica_methods")));
  }

  /** What {@code recovery_conf} says; a standby cluster's own words count for more. */
  private SortedMap<String, String> recoveryParameters(Optional<StandbyCluster> standbyCluster) {
    SortedMap<String, String> recovery = postgresql.textsByName("recovery_conf");
    recovery.keySet().removeAll(OWN_RECOVERY_PARAMETERS);
    standbyCluster.ifPresent(cluster -> recovery.putAll(cluster.recoveryParameters()));
    return recovery;
  }
}
