package dev.ordeal.agent.main;

import dev.ordeal.agent.configuration.BadConfiguration;
import dev.ordeal.agent.configuration.LocalConfiguration;
import dev.ordeal.agent.cycle.Log;
import dev.ordeal.agent.logging.AgentLogging;
import java.io.IOException;

/**
 * The agent's own configuration as it is now. A reload takes tags, log, parameters, the way to the
 * store and the REST listener; what cannot change while an agent runs stays as it was (contract,
 * section 1.6).
 */
final class Reloading {
  private final Files files;
  private final Log log;
  private volatile LocalConfiguration configuration;
  private volatile Taker then = fresh -> {};

  /** Reads the configuration anew. */
  interface Files {
    LocalConfiguration read() throws BadConfiguration;
  }

  /** Whoever else must know of a new configuration. */
  interface Taker {
    void take(LocalConfiguration fresh) throws IOException;
  }

  Reloading(LocalConfiguration configuration, Files files, Log log) {
    this.configuration = configuration;
    this.files = files;
    this.log = log;
  }

  LocalConfiguration configuration() {
    return configuration;
  }

  void then(Taker taker) {
    then = taker;
  }

  /** A configuration that cannot be used changes nothing. */
  void reload() {
    LocalConfiguration fresh;
    try {
      fresh = files.read();
    } catch (BadConfiguration e) {
      e.lines().forEach(log::error);
      return;
    }
    if (!fresh.scope().equals(configuration.scope())
        || !fresh.name().equals(configuration.name())) {
      log.error("scope and name cannot be changed while the agent runs; nothing is taken over");
      return;
    }
    configuration = fresh;
    AgentLogging.configure(fresh.log()).forEach(log::warning);
    try {
      then.take(fresh);
    } catch (IOException | IllegalArgumentException e) {
      log.error("not taken over: " + e.getMessage());
    }
  }
}
