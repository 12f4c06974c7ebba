package dev.ordeal.allure;

import dev.ordeal.evidence.RunDescription;
import dev.ordeal.yaml.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What stands once in a folder of Allure results, whatever the number of runs. */
final class ResultsFolder {
  private ResultsFolder() {}

  /** Writes {@code categories.json} and {@code environment.properties} unless they are there. */
  static void prepare(Path folder, RunDescription run) throws IOException {
    Files.createDirectories(folder);
    once(folder.resolve("categories.json"), Json.indented(categories()));
    once(folder.resolve("environment.properties"), environment(run));
  }

  private static void once(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path draft = Files.createTempFile(file.getParent(), ".", ".draft");
    try (OutputStream out = Files.newOutputStream(draft)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      Files.move(draft, file);
    } catch (FileAlreadyExistsException anotherWasFaster) {
      Files.delete(draft);
    }
  }

  /**
   * The first that fits is where a result is filed; the expressions meet the lines that {@link
   * Words#surprises} writes.
   */
  private static List<Map<String, Object>> categories() {
    List<String> failed = List.of("failed");
    return List.of(
        category("harness", List.of("broken"), "harness: |[a-z-]+: .*The check itself failed"),
        category("a canary that passed", failed, "[a-z-]+: pass, expected"),
        category("split-brain", failed, "leaders-at-once: fail"),
        category("lost write", failed, "(acknowledged-writes-lost|timelines-lost): fail"),
        category("misrouted", failed, "(writes-misrouted|reads-misrouted|reads-balanced): fail"),
        category(
            "inconsistent read",
            failed,
            "(registers-linearizable|replica-reads-never-go-back): fail"),
        category(
            "late",
            failed,
            "(writes-out|every-node-streams-again|old-sessions-closed|availability|story): fail"),
        category("false failover", failed, "(false-failovers|leader-changes): fail"),
        category("inconclusive", List.of("broken"), "[a-z-]+: inconclusive, expected"));
  }

  private static Map<String, Object> category(String name, List<String> statuses, String line) {
    Map<String, Object> category = new LinkedHashMap<>();
    category.put("name", name);
    category.put("matchedStatuses", statuses);
    category.put("messageRegex", "(?ms).*^(" + line + ").*");
    return category;
  }

  private static String environment(RunDescription run) throws IOException {
    var properties = new Properties();
    properties.putAll(new TreeMap<>(run.machine()));
    run.versions().forEach((what, version) -> properties.put("version." + what, version));
    var text = new StringWriter();
    properties.store(text, null);
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .reduce("", (all, line) -> all + line + "\n");
  }
}
