package dev.ordeal.agent.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code watchdog}.
 *
 * @param safetyMargin how long before the end of the lease the device fires; empty means half the
 *     time to live
 */
public record WatchdogSection(Mode mode, Path device, Optional<Duration> safetyMargin) {

  /** Whether the device is used: never, where there is one, or else this node never leads. */
  public enum Mode {
    OFF,
    AUTOMATIC,
    REQUIRED
  }

  /** What the device is set to under a lease of this length. */
  public Duration timeout(Duration timeToLive) {
    return safetyMargin.map(timeToLive::minus).orElseGet(() -> timeToLive.dividedBy(2));
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
        margin < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(margin)));
  }
}
