package dev.ordeal.contracts.postgres;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.SynchronousMode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Dynamic settings, but for a few. */
public final class Settings {
  private Settings() {}

  /** {@code settings} with these parameters besides its own, and that mode. */
  static DynamicSettings with(
      DynamicSettings settings, SortedMap<String, String> parameters, SynchronousMode mode) {
    var all = new TreeMap<>(settings.parameters());
    all.putAll(parameters);
    return of(settings, all, mode, settings.hba());
  }

  /** What holds where nothing is configured, with these. */
  public static DynamicSettings of(SortedMap<String, String> parameters, List<String> hba) {
    return of(DynamicSettings.DEFAULTS, parameters, SynchronousMode.OFF, hba);
  }

  private static DynamicSettings of(
      DynamicSettings base,
      SortedMap<String, String> parameters,
      SynchronousMode mode,
      List<String> hba) {
    return new DynamicSettings(
        base.timeToLive(),
        base.loopWait(),
        base.retryTimeout(),
        base.maximumLagOnFailover(),
        base.maximumLagOnSyncNode(),
        base.maximumTimelinesHistory(),
        base.checkTimeline(),
        base.primaryStartTimeout(),
        base.primaryStopTimeout(),
        mode,
        base.synchronousModeStrict(),
        base.synchronousNodeCount(),
        base.failsafeMode(),
        base.paused(),
        base.useSlots(),
        base.usePgRewind(),
        base.removeDataDirectoryOnRewindFailure(),
        base.removeDataDirectoryOnDivergedTimelines(),
        base.memberSlotsTtl(),
        base.permanentSlots(),
        base.ignoreSlots(),
        parameters,
        base.recoveryParameters(),
        hba,
        base.ident(),
        base.standbyCluster());
  }
}
