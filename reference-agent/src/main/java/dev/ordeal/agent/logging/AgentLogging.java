package dev.ordeal.agent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.ordeal.agent.configuration.LogSection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Sets the log up as section {@code log} asks for it; may be called again at every reload. The
 * settings hold for the whole process.
 */
public final class AgentLogging {
  /** Marks an error as critical, Python's highest level. */
  public static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

  /** Marks the line of a cycle, which may be left out while it says the same again and again. */
  public static final Marker HEARTBEAT = MarkerFactory.getMarker("HEARTBEAT");

  /** Libraries that say at DEBUG what nobody asked for when asking for the agent's own. */
  private static final List<String> TALKATIVE =
      List.of("io.netty", "io.grpc", "io.vertx", "io.etcd");

  private AgentLogging() {}

  /**
   * Sets the log up.
   *
   * @return what could not be done, one line each: a directory that cannot be written to leaves
   *     standard output
   */
  public static List<String> configure(LogSection section) {
    return configure((LoggerContext) LoggerFactory.getILoggerFactory(), section);
  }

  static List<String> configure(LoggerContext context, LogSection section) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    PythonLevel level = PythonLevel.named(section.level());
    LayoutBase<ILoggingEvent> layout = layout(context, section, level);
    context.reset();
    root.setLevel(level.level());
    for (String library : TALKATIVE) {
      context.getLogger(library).setLevel(atLeastInfo(level.level()));
    }
    section
        .loggers()
        .forEach((name, each) -> context.getLogger(name).setLevel(PythonLevel.named(each).level()));
    Optional<Path> directory = section.directory();
    if (directory.isPresent()) {
      OutputStreamAppender<ILoggingEvent> file = RotatingFile.in(directory.get(), section);
      if (start(context, root, file, layout, section, level)) {
        return List.of();
      }
    }
    start(context, root, new ConsoleAppender<>(), layout, section, level);
    return directory
        .map(path -> List.of("cannot write the log in " + path + "; standard output is used"))
        .orElse(List.of());
  }

  private static boolean start(
      LoggerContext context,
      Logger root,
      OutputStreamAppender<ILoggingEvent> appender,
      LayoutBase<ILoggingEvent> layout,
      LogSection section,
      PythonLevel level) {
    appender.setContext(context);
    appender.setName("log");
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    appender.setEncoder(encoder);
    if (section.deduplicateHeartbeatLogs()) {
      var filter = new SameHeartbeat();
      filter.start();
      appender.addFilter(filter);
    }
    if (level == PythonLevel.CRITICAL) {
      var filter = new OnlyCritical();
      filter.start();
      appender.addFilter(filter);
    }
    appender.start();
    if (!appender.isStarted()) {
      return false;
    }
    root.addAppender(appender);
    return true;
  }

  private static LayoutBase<ILoggingEvent> layout(
      LoggerContext context, LogSection section, PythonLevel level) {
    var attributes =
        new RecordAttributes(
            PythonDate.of(section.dateFormat(), ZoneId.systemDefault()),
            Instant.ofEpochMilli(context.getBirthTime()));
    Stacks stacks = Stacks.of(level, PythonLevel.named(section.tracebackLevel()));
    LayoutBase<ILoggingEvent> layout =
        section.json()
            ? new JsonLayout(section.fields(), section.staticFields(), attributes, stacks)
            : new TextLayout(PythonFormat.of(section.format()), attributes, stacks);
    layout.setContext(context);
    layout.start();
    return layout;
  }

  private static Level atLeastInfo(Level level) {
    return level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO;
  }
}
