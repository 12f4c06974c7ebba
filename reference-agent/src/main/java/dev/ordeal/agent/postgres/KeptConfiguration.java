package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The dynamic configuration beside the data, {@code patroni.dynamic.json}: what holds at a start
 * until the store answers, and what other tools look for (contract, section 12).
 */
record KeptConfiguration(Path directory) {
  private static final String NAME = "patroni.dynamic.json";

  /** The one that was kept last; empty where there is none, or none that can be read. */
  Optional<Map<String, Object>> read() {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Json.object(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Replaces it as a whole: whoever reads meanwhile finds the one or the other. */
  void write(Map<String, Object> configuration) {
    String text = Json.text(configuration);
    Path next = directory.resolve(NAME + ".new");
    try {
      Files.writeString(next, text, StandardCharsets.UTF_8);
      Files.move(
          next,
          directory.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot keep the dynamic configuration: " + e, e);
    }
  }
}
