package dev.ordeal.containers;

import dev.ordeal.containers.configuration.Home;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.plan.AgentPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The image of a node under the reference agent: built by {@code docker/reference-image} from what
 * the build of this very checkout left, so that an agent that was just changed is the one on trial.
 */
public final class ReferenceImage {
  private static boolean built;

  private ReferenceImage() {}

  /** Whether a run builds it where it is missing or stale: it is ours, and so is the checkout. */
  public static boolean isBuiltByRuns() {
    return System.getProperty("ordeal.image.reference") == null && Files.isExecutable(script());
  }

  private static Path script() {
    return Home.folder().resolve("docker/reference-image");
  }

  /**
   * Once in the life of this process; an image of the user's own is left alone.
   *
   * @throws EnvironmentFailed when it cannot be built, with the reason
   */
  static synchronized void buildIfNeeded(Set<AgentPlan.Kind> agents, Images images) {
    Path script = script();
    if (!agents.contains(AgentPlan.Kind.REFERENCE) || built || !isBuiltByRuns()) {
      return;
    }
    try {
      Process process = new ProcessBuilder(script.toString()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new EnvironmentFailed("no image " + images.reference() + ": " + said.strip());
      }
      built = true;
    } catch (IOException e) {
      throw new EnvironmentFailed("cannot run " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentFailed("interrupted", e);
    }
  }
}
