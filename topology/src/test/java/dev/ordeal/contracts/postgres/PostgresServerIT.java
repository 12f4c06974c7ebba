package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ordeal.containers.AgentContainer;
import dev.ordeal.containers.engine.ExecAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract on real servers. They are told in a container, because the agent's way to a server
 * is by its processes and files; here is only looked at what became of each story.
 */
@Tag("container")
final class PostgresServerIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String REPORT = "/tmp/report";
  private static final int LINES_OF_LOG = 60;

  @TestFactory
  Stream<DynamicTest> contract() {
    Told answer = tell();
    Map<String, String> told = failures(answer.report());
    return StoryTeller.stories().stream()
        .map(story ->
            dynamicTest(
                story.getName(),
                () ->
                    assertThat(told.get(story.getName()))
                        .as(() -> "what it failed with; the log ends so:\n" + end(answer.log()))
                        .isEqualTo("")));
  }

  /**
   * @param log of all servers
   */
  private record Told(String report, String log) {}

  private static Told tell() {
    try (AgentContainer container = new AgentContainer()) {
      container.addClasses(StoryTeller.class.getPackage());
      container.addLibraryOf(Test.class);
      container.addLibraryOf(org.junit.platform.commons.annotation.Testable.class);
      container.addLibraryOf(org.apiguardian.api.API.class);
      container.addLibraryOf(org.opentest4j.AssertionFailedError.class);
      container.addLibraryOf(org.assertj.core.api.Assertions.class);
      ExecAnswer answer =
          container.java(
              LIMIT,
              StoryTeller.class,
              AgentContainer.DATA,
              AgentContainer.TEMPLATE,
              AgentContainer.PASSWORDS,
              REPORT);
      return new Told(container.read(REPORT), answer.errors());
    }
  }

  /** What each story that was told failed with, by name; empty where it held. */
  private static Map<String, String> failures(String report) {
    Map<String, String> failures = new LinkedHashMap<>();
    String name = "";
    for (String line : report.lines().toList()) {
      if (line.startsWith(StoryTeller.STORY)) {
        name = line.substring(StoryTeller.STORY.length());
        failures.put(name, "");
      } else if (line.startsWith(StoryTeller.INDENT)) {
        failures.merge(name, line.strip() + "\n", String::concat);
      }
    }
    return failures;
  }

  private static String end(String log) {
    var lines = log.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
  }
}
