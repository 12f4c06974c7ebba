package dev.ordeal.containers.configuration;

import dev.ordeal.environment.EnvironmentFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the installation: the system property {@code ordeal.home}, else the one above. */
public final class Home {
  private static final String TEMPLATE = "docker/haproxy.cfg.template";

  private Home() {}

  /** The text of the HAProxy template. */
  public static String haproxyTemplate() {
    Path path = folder().resolve(TEMPLATE);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new EnvironmentFailed(
          "cannot read " + path + "; the system property ordeal.home should name the repository",
          e);
    }
  }

  /** The folder itself. */
  public static Path folder() {
    String given = System.getProperty("ordeal.home");
    if (given != null) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve(TEMPLATE))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
