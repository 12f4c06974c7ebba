package dev.ordeal.language;

import dev.ordeal.yaml.Position;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of the story.
 *
 * @param text the step on one line, for progress and evidence: {@code power-off leader}
 * @param after how long after the end of the step before it begins; {@code atLeast} and {@code
 *     atMost} differ where it is drawn
 * @param inBackground whether the next step begins while the operation still goes on
 * @param lasting after which time the fault is healed by itself, while later steps go on
 */
public record Step(
    Position position,
    String text,
    Pause after,
    boolean inBackground,
    Optional<Duration> lasting,
    Action action) {
  /** A time, or a range from which one is drawn uniformly. */
  public record Pause(Duration atLeast, Duration atMost) {
    public static final Pause NONE = new Pause(Duration.ZERO, Duration.ZERO);
  }
}
