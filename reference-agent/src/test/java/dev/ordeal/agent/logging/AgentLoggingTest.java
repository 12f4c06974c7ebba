package dev.ordeal.agent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.ordeal.agent.configuration.LogSection;
import dev.ordeal.agent.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

class AgentLoggingTest {
  private final LoggerContext context = new LoggerContext();

  @TempDir Path folder;

  @BeforeEach
  void start() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  /** A section whose files go into the test's folder. */
  private final class Settings {
    boolean json;
    String level = "INFO";
    String tracebackLevel = "ERROR";
    String format = "%(levelname)s: %(message)s";
    int files = 4;
    long fileSize = 25_000_000;
    Optional<Integer> mode = Optional.empty();
    Path directory = folder;
    boolean deduplicate;
    final SortedMap<String, String> loggers = new TreeMap<>();

    List<String> apply() {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("message", "text");
      fields.put("levelname", "severity");
      fields.put("name", "name");
      return AgentLogging.configure(
          context,
          new LogSection(
              json,
              level,
              tracebackLevel,
              format,
              fields,
              Optional.empty(),
              Map.of("app", "agent"),
              1000,
              Optional.of(directory),
              files,
              fileSize,
              mode,
              loggers,
              deduplicate));
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("patroni.log"));
  }

  private Logger agent() {
    return context.getLogger("dev.ordeal.agent.cycle.Agent");
  }

  private void sayAtEveryLevel(Logger logger) {
    logger.debug("d");
    logger.info("i");
    logger.warn("w");
    logger.error("e");
    logger.error(AgentLogging.CRITICAL, "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOTSET | DEBUG: d, INFO: i, WARNING: w, ERROR: e, CRITICAL: c",
        "DEBUG | DEBUG: d, INFO: i, WARNING: w, ERROR: e, CRITICAL: c",
        "INFO | INFO: i, WARNING: w, ERROR: e, CRITICAL: c",
        "WARNING | WARNING: w, ERROR: e, CRITICAL: c",
        "WARN | WARNING: w, ERROR: e, CRITICAL: c",
        "ERROR | ERROR: e, CRITICAL: c",
        "CRITICAL | CRITICAL: c",
        "FATAL | CRITICAL: c"
      })
  void levels_have_pythons_words(String level, String written) throws IOException {
    var settings = new Settings();
    settings.level = level;
    assertThat(settings.apply()).isEmpty();
    sayAtEveryLevel(agent());
    assertThat(lines()).containsExactly(written.split(", "));
  }

  @Test
  void a_logger_may_have_a_level_of_its_own() throws IOException {
    var settings = new Settings();
    settings.loggers.put("dev.ordeal.agent", "ERROR");
    settings.loggers.put("io.netty", "DEBUG");
    settings.apply();
    agent().warn("left out");
    agent().error("kept");
    context.getLogger("other").info("kept too");
    context.getLogger("io.netty.channel").debug("asked for");
    assertThat(lines()).containsExactly("ERROR: kept", "INFO: kept too", "DEBUG: asked for");
  }

  @Test
  void libraries_do_not_talk_at_debug_unless_they_are_asked() throws IOException {
    var settings = new Settings();
    settings.level = "DEBUG";
    settings.apply();
    context.getLogger("io.netty.channel").debug("left out");
    context.getLogger("io.netty.channel").info("kept");
    assertThat(lines()).containsExactly("INFO: kept");
  }

  @Test
  void all_attributes_of_a_record() throws IOException {
    var settings = new Settings();
    settings.format =
        "%(asctime)s|%(created)d|%(msecs)03d|%(levelno)d|%(name)s|%(process)d|%(threadName)s"
            + "|%(module)s|%(funcName)s|%(pathname)s|%(lineno)d|%(unheard)s|";
    settings.apply();
    agent().info("x");
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}\\|\\d{10}\\|\\d{3}\\|20"
                + "\\|dev\\.ordeal\\.agent\\.cycle\\.Agent\\|\\d+\\|.+\\|AgentLoggingTest"
                + "\\|all_attributes_of_a_record\\|AgentLoggingTest\\.java\\|\\d+\\|\\|");
  }

  @Test
  void the_default_format_is_patronis() throws IOException {
    var settings = new Settings();
    settings.format = LogSection.DEFAULT_FORMAT;
    settings.apply();
    agent().info("no action. I am (node1), the leader with the lock");
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} INFO:"
                + " no action\\. I am \\(node1\\), the leader with the lock");
  }

  @ParameterizedTest
  @CsvSource({"INFO, ERROR, true", "INFO, DEBUG, false", "DEBUG, DEBUG, true"})
  void a_stack_is_shown_while_records_of_the_traceback_level_are(
      String level, String tracebackLevel, boolean shown) throws IOException {
    var settings = new Settings();
    settings.level = level;
    settings.tracebackLevel = tracebackLevel;
    settings.apply();
    agent().error("failed", new IllegalStateException("broken"));
    assertThat(lines()).startsWith("ERROR: failed", "java.lang.IllegalStateException: broken");
    assertThat(lines().size() > 2).isEqualTo(shown);
  }

  @Test
  void json_is_one_object_a_line() throws IOException {
    var settings = new Settings();
    settings.json = true;
    settings.apply();
    agent().warn("quotes \" and\nlines");
    assertThat(lines()).hasSize(1);
    assertThat(Json.object(lines().getFirst()))
        .contains(
            Map.of(
                "text", "quotes \" and\nlines",
                "severity", "WARNING",
                "name", "dev.ordeal.agent.cycle.Agent",
                "app", "agent"));
  }

  @Test
  void json_holds_the_failure() throws IOException {
    var settings = new Settings();
    settings.json = true;
    settings.tracebackLevel = "DEBUG";
    settings.apply();
    agent().error("failed", new IllegalStateException("broken"));
    assertThat(lines().getFirst())
        .contains("\"exc_info\":\"java.lang.IllegalStateException: broken\"");
  }

  @Test
  void full_files_are_kept_up_to_their_number() throws IOException {
    var settings = new Settings();
    settings.files = 2;
    settings.fileSize = 25;
    settings.apply();
    for (int i = 0; i < 10; i++) {
      agent().info("record number {}", i);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("patroni.log", "patroni.log.1", "patroni.log.2");
    }
    assertThat(lines()).endsWith("INFO: record number 9");
  }

  @Test
  void where_no_file_is_kept_the_first_one_grows() throws IOException {
    var settings = new Settings();
    settings.files = 0;
    settings.fileSize = 25;
    settings.apply();
    for (int i = 0; i < 10; i++) {
      agent().info("record number {}", i);
    }
    assertThat(lines()).hasSize(10);
  }

  @Test
  void the_file_has_the_permissions_that_are_asked_for() throws IOException {
    var settings = new Settings();
    settings.mode = Optional.of(0640);
    settings.apply();
    assertThat(Files.getPosixFilePermissions(folder.resolve("patroni.log")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void a_reload_changes_everything_and_goes_on_with_the_file() throws IOException {
    new Settings().apply();
    agent().info("before");
    var settings = new Settings();
    settings.level = "WARNING";
    settings.format = "%(message)s";
    settings.apply();
    agent().info("left out");
    agent().warn("after");
    assertThat(lines()).containsExactly("INFO: before", "after");
  }

  @Test
  void a_directory_that_cannot_be_written_to_is_told() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    var settings = new Settings();
    settings.directory = file;
    assertThat(settings.apply())
        .containsExactly("cannot write the log in " + file + "; standard output is used");
  }

  @Test
  void the_same_heartbeat_is_left_out_where_that_is_asked_for() throws IOException {
    var settings = new Settings();
    settings.deduplicate = true;
    settings.apply();
    agent().info(AgentLogging.HEARTBEAT, "no action");
    agent().info(AgentLogging.HEARTBEAT, "no action");
    agent().info("said twice");
    agent().info("said twice");
    agent().info(AgentLogging.HEARTBEAT, "promoted");
    agent().info(AgentLogging.HEARTBEAT, "no action");
    assertThat(lines())
        .containsExactly(
            "INFO: no action",
            "INFO: said twice",
            "INFO: said twice",
            "INFO: promoted",
            "INFO: no action");
  }

  @Test
  void otherwise_every_heartbeat_is_written() throws IOException {
    new Settings().apply();
    agent().info(AgentLogging.HEARTBEAT, "no action");
    agent().info(AgentLogging.HEARTBEAT, "no action");
    assertThat(lines()).hasSize(2);
  }
}
