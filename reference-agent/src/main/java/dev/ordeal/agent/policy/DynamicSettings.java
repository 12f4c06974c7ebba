package dev.ordeal.agent.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cluster-wide configuration as it takes effect on this node, key {@code config} (contract,
 * section 1.4), after defaults, least values and the timing rule.
 *
 * @param timeToLive {@code ttl} of the lease; 2 s or more, Patroni's least is 20 s
 * @param loopWait the longest sleep between two cycles
 * @param retryTimeout the deadline of one operation of the store
 * @param maximumLagOnFailover bytes behind the last published position that still may stand
 * @param maximumLagOnSyncNode bytes; a synchronous standby that lags more is swapped; -1 for never
 * @param maximumTimelinesHistory lines kept in {@code history}; 0 for all
 * @param primaryStartTimeout how long a crashed or starting primary keeps the key; zero for not at
 *     all
 * @param primaryStopTimeout in synchronous mode a stop that takes longer ends by SIGKILL
 * @param synchronousNodeCount wanted synchronous standbys, 1 or more
 * @param memberSlotsTtl how long the slot of an absent member is kept
 * @param permanentSlots name → type, database, plugin and the like
 * @param parameters of PostgreSQL, by name
 * @param hba lines of {@code pg_hba.conf}; empty leaves the file alone
 * @param standbyCluster where this cluster follows another one
 */
public record DynamicSettings(
    Duration timeToLive,
    Duration loopWait,
    Duration retryTimeout,
    long maximumLagOnFailover,
    long maximumLagOnSyncNode,
    int maximumTimelinesHistory,
    boolean checkTimeline,
    Duration primaryStartTimeout,
    Optional<Duration> primaryStopTimeout,
    SynchronousMode synchronousMode,
    boolean synchronousModeStrict,
    int synchronousNodeCount,
    boolean failsafeMode,
    boolean paused,
    boolean useSlots,
    boolean usePgRewind,
    boolean removeDataDirectoryOnRewindFailure,
    boolean removeDataDirectoryOnDivergedTimelines,
    Duration memberSlotsTtl,
    Map<String, Map<String, Object>> permanentSlots,
    List<Map<String, Object>> ignoreSlots,
    SortedMap<String, String> parameters,
    SortedMap<String, String> recoveryParameters,
    List<String> hba,
    List<String> ident,
    Optional<StandbyCluster> standbyCluster) {

  /**
   * The cluster that this one follows, {@code standby_cluster}.
   *
   * @param host one or several, comma-separated
   * @param createReplicaMethods how its first node is copied; empty for pg_basebackup
   */
  public record StandbyCluster(
      Optional<String> host,
      Optional<Integer> port,
      Optional<String> primarySlotName,
      SortedMap<String, String> recoveryParameters,
      List<String> createReplicaMethods) {}

  /** What holds where nothing is configured. */
  public static final DynamicSettings DEFAULTS =
      new DynamicSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          1_048_576,
          -1,
          0,
          false,
          Duration.ofSeconds(300),
          Optional.empty(),
          SynchronousMode.OFF,
          false,
          1,
          false,
          false,
          true,
          false,
          false,
          false,
          Duration.ofMinutes(30),
          Map.of(),
          List.of(),
          new TreeMap<>(),
          new TreeMap<>(),
          List.of(),
          List.of(),
          Optional.empty());

  public DynamicSettings {
    permanentSlots = Collections.unmodifiableMap(new LinkedHashMap<>(permanentSlots));
    ignoreSlots = List.copyOf(ignoreSlots);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    recoveryParameters = Collections.unmodifiableSortedMap(new TreeMap<>(recoveryParameters));
    hba = List.copyOf(hba);
    ident = List.copyOf(ident);
  }

  /** Whether a primary sends its log to an archive. */
  public boolean isArchiving() {
    return !parameters.getOrDefault("archive_mode", "off").equals("off")
        && !parameters.getOrDefault("archive_command", "").isEmpty();
  }

  /** Whether a replica fetches log from an archive as well. */
  public boolean hasArchive() {
    return !recoveryParameters.getOrDefault("restore_command", "").isEmpty()
        || !parameters.getOrDefault("restore_command", "").isEmpty();
  }

  public boolean isSynchronous() {
    return synchronousMode != SynchronousMode.OFF;
  }

  public boolean isQuorum() {
    return synchronousMode == SynchronousMode.QUORUM;
  }
}
