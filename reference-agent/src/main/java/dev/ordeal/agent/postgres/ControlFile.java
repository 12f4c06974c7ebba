package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control file of the data directory, read by pg_controldata. */
final class ControlFile {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ServerSettings settings;
  private final DataDirectory directory;

  ControlFile(ServerSettings settings, DataDirectory directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Empty where there is none, or none that the tool can read. */
  Optional<ControlData> read() {
    if (directory.state() != Server.DataDirectory.VALID) {
      return Optional.empty();
    }
    Command.Result result =
        Command.run(
            List.of(settings.tool("pg_controldata").toString(), directory.path().toString()),
            Map.of(),
            LIMIT);
    return result.ok() ? ControlData.parse(result.output()) : Optional.empty();
  }

  /** As {@link #read}; empty, too, where it does not say that a primary was stopped cleanly. */
  Optional<ControlData> ofShutDown() {
    return read().filter(ControlData::isShutDown);
  }
}
