package dev.ordeal.containers.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * What Testcontainers has to know here, unless the user has configured it otherwise: the reaper is
 * our own image, since the usual one cannot be pulled everywhere; and a {@code /.dockerenv} does
 * not mean that published ports are anywhere but on this machine, where the engine's socket is.
 * Kept in memory: nothing is written into the user's home.
 */
final class TestcontainersSetup {
  private static final String REAPER_IMAGE = "ryuk.container.image";
  private static final String REAPER = "ordeal/reaper:local";

  private TestcontainersSetup() {}

  static synchronized void apply() {
    TestcontainersConfiguration configuration = TestcontainersConfiguration.getInstance();
    Properties user = configuration.getUserProperties();
    setUnlessConfigured(configuration, user, REAPER_IMAGE, REAPER);
    // It needs the engine's socket and nothing else; many machines grant no more.
    setUnlessConfigured(configuration, user, "ryuk.container.privileged", "false");
    setUnlessConfigured(configuration, user, "checks.disable", "true");
    if (Files.exists(Path.of("/.dockerenv")) && Files.exists(Path.of("/var/run/docker.sock"))) {
      setUnlessConfigured(configuration, user, "host.override", "localhost");
    }
  }

  /** The image of the reaper that will run: ours, or what the user has configured. */
  static String reaper() {
    apply();
    String configured =
        TestcontainersConfiguration.getInstance().getEnvVarOrUserProperty(REAPER_IMAGE, REAPER);
    return configured == null ? REAPER : configured;
  }

  static boolean isReaper(@Nullable String image) {
    return reaper().equals(image);
  }

  private static void setUnlessConfigured(
      TestcontainersConfiguration configuration, Properties user, String name, String value) {
    String system = System.getProperty(name);
    if (system != null) {
      user.setProperty(name, system);
    } else if (configuration.getEnvVarOrUserProperty(name, null) == null) {
      user.setProperty(name, value);
    }
  }
}
