package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ShellWords;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.StopMode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's own steps before a promotion and before a stop (contract, sections 1.2 and 4.2). They
 * are called as they are written, with no further words, and without the agent's variables.
 */
final class Scripts {
  private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);
  private static final Duration LONG = Duration.ofHours(12);

  private final Optional<String> prePromote;
  private final Optional<String> beforeStop;

  Scripts(Optional<String> prePromote, Optional<String> beforeStop) {
    this.prePromote = prePromote.filter(command -> !command.isBlank());
    this.beforeStop = beforeStop.filter(command -> !command.isBlank());
  }

  /** Runs {@code pre_promote} to its end; refused where it fails or cannot be run. */
  void prePromote() {
    if (prePromote.isPresent()) {
      Command.Result result = Command.run(ShellWords.of(prePromote.get()), Map.of(), LONG);
      if (!result.ok()) {
        throw new PortFailure.Refused("pre_promote failed with exit code " + result.code());
      }
    }
  }

  /**
   * Runs {@code before_stop}. It never keeps the server up: its outcome changes nothing, it has
   * half of the time that the stop may take, and an immediate stop does not wait for it at all.
   */
  void beforeStop(StopMode mode, Duration limit) {
    if (beforeStop.isPresent()) {
      List<String> words = ShellWords.of(beforeStop.get());
      try {
        if (mode == StopMode.IMMEDIATE) {
          Command.builder(words).inheritIO().start();
        } else {
          Command.Result result = Command.run(words, Map.of(), limit.dividedBy(2));
          if (!result.ok()) {
            LOG.warn("before_stop ended with exit code {}", result.code());
          }
        }
      } catch (IOException | PortFailure e) {
        LOG.warn("before_stop: {}", e.getMessage());
      }
    }
  }
}
