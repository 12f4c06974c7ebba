package dev.ordeal.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that a run writes as it goes: {@code run.json} says what ran, {@code events.jsonl}
 * what was seen; copies of the scenario file and of its environment's, and {@code logs/}, stand
 * beside them.
 */
public record RunFolder(Path path) {
  public Path events() {
    return path.resolve("events.jsonl");
  }

  public Path description() {
    return path.resolve("run.json");
  }

  /** Where the logs of the components are kept. */
  public Path logs() {
    return path.resolve("logs");
  }

  /**
   * Reads the run. A torn last line, as a killed harness leaves it, is left out, and the run then
   * counts as broken off.
   *
   * @throws UnreadableEvidence when it is not a run folder, or of a newer version
   */
  public Evidence read() {
    if (!Files.isRegularFile(description())) {
      throw new UnreadableEvidence(path + " is no run folder: it holds no run.json");
    }
    try {
      RunDescription run = EventCodec.run(Files.readString(description()));
      String text =
          Files.exists(events())
              ? new String(Files.readAllBytes(events()), StandardCharsets.UTF_8)
              : "";
      return new Evidence(run, events(text));
    } catch (IOException error) {
      throw new UncheckedIOException("cannot read " + path, error);
    }
  }

  private List<Event> events(String text) {
    List<Event> events = new ArrayList<>();
    int from = 0;
    int number = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      try {
        events.add(EventCodec.event(text.substring(from, end)));
      } catch (UnreadableEvidence error) {
        throw new UnreadableEvidence(events() + ":" + number + ": " + error.getMessage(), error);
      }
      from = end + 1;
      number++;
    }
    if (from < text.length()) {
      long lastNs = events.isEmpty() ? 0 : events.getLast().atNs();
      events.add(new Event.RunEnded(lastNs, false, "line " + number + " is torn"));
    }
    return events;
  }
}
