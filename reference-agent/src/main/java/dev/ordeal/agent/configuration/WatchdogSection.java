package dev.ordeal.agent.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code watchdog}.
 *
 * @param safetyMargin how long before the end of the lease the device fires; empty means half the
 *     time to live
 * @param testing whether the device is a plain file that shows what a device would be told
 */
public record WatchdogSection(
    Mode mode, Path device, Optional<Duration> safetyMargin, boolean testing) {

  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);

  /** Whether the device is used: never, where there is one, or else this node never leads. */
  public enum Mode {
    OFF,
    AUTOMATIC,
    REQUIRED
  }

  /** What the device is set to under a lease of this length; it counts in whole seconds. */
  public Duration timeout(Duration timeToLive) {
    Duration exact = safetyMargin.map(timeToLive::minus).orElseGet(() -> timeToLive.dividedBy(2));
    return exact.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Why the device makes no sense under these times; empty where it does. */
  public Optional<String> against(Duration timeToLive, Duration loopWait) {
    Duration timeout = timeout(timeToLive);
    if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
      return Optional.of(
          "a safety_margin of %s leaves nothing of a ttl of %s"
              .formatted(
                  safetyMargin.map(margin -> margin.toSeconds() + " s").orElse("half the ttl"),
                  timeToLive.toSeconds() + " s"));
    }
    return timeout.compareTo(loopWait) < 0
        ? Optional.of(
            "%d s, that is ttl less safety_margin, is shorter than a loop_wait of %d s"
                .formatted(timeout.toSeconds(), loopWait.toSeconds()))
        : Optional.empty();
  }

  /** Why the device cannot be opened, as far as can be seen without opening it. */
  public Optional<String> unusable() {
    if (!Files.exists(device)) {
      return Optional.of("there is no such device");
    }
    return Files.isWritable(device) ? Optional.empty() : Optional.of("it may not be written to");
  }

  static WatchdogSection of(Section section) {
    long margin = section.whole("safety_margin", 5, -1, 86_400);
    // YAML makes a plain `off` a truth value.
    Mode mode =
        switch (section.word("mode", "automatic", List.of("off", "automatic", "required"))) {
          case "off" -> Mode.OFF;
          case "required" -> Mode.REQUIRED;
          default -> Mode.AUTOMATIC;
        };
    return new WatchdogSection(
        mode,
        section.path("device").orElse(Path.of("/dev/watchdog")),
        margin < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(margin)),
        section.word("driver", "default", List.of("default", "testing")).equals("testing"));
  }
}
