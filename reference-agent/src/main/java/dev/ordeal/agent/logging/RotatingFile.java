package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import dev.ordeal.agent.configuration.LogSection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The file {@code patroni.log}; full ones are kept as {@code patroni.log.1} and so on. */
final class RotatingFile extends RollingFileAppender<ILoggingEvent> {
  private static final String NAME = "patroni.log";

  private final Optional<Integer> mode;

  private RotatingFile(Optional<Integer> mode) {
    this.mode = mode;
  }

  /** The appender, not yet started and without layout. */
  static RotatingFile in(Path directory, LogSection section) {
    String file = directory.resolve(NAME).toString();
    var appender = new RotatingFile(section.mode());
    appender.setFile(file);
    var window = new Window();
    window.setParent(appender);
    window.setFileNamePattern(file + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(Math.max(1, section.files()));
    appender.setRollingPolicy(window);
    // Python never begins a new file where none is kept.
    appender.setTriggeringPolicy(
        new Full(section.files() == 0 ? Long.MAX_VALUE : section.fileSize()));
    return appender;
  }

  @Override
  public void setContext(ch.qos.logback.core.Context context) {
    super.setContext(context);
    ((Window) getRollingPolicy()).setContext(context);
    ((Full) getTriggeringPolicy()).setContext(context);
  }

  @Override
  public void start() {
    ((Window) getRollingPolicy()).start();
    getTriggeringPolicy().start();
    super.start();
  }

  @Override
  public void openFile(String name) throws IOException {
    super.openFile(name);
    if (mode.isPresent()) {
      Files.setPosixFilePermissions(Path.of(name), permissions(mode.get()));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      // The constants stand in the order of the bits, owner's read first.
      if ((mode & (0400 >> i)) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  /** As many files as one likes. */
  private static final class Window extends FixedWindowRollingPolicy {
    @Override
    protected int getMaxWindowSize() {
      return Integer.MAX_VALUE - 1;
    }
  }

  /** Looks at the size of the file at every record. */
  private static final class Full extends TriggeringPolicyBase<ILoggingEvent> {
    private final long size;

    Full(long size) {
      this.size = size == 0 ? Long.MAX_VALUE : size;
    }

    @Override
    public boolean isTriggeringEvent(File file, ILoggingEvent event) {
      return file.length() >= size;
    }
  }
}
