package dev.ordeal.containers.engine;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * What Testcontainers has to know here, unless the user has configured it otherwise: the reaper is
 * our own image, since the usual one cannot be pulled everywhere. Where its port is published says
 * {@link ReaperBinding}.
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
