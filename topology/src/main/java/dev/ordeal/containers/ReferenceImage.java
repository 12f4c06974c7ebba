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
final class ReferenceImage {
  private static boolean built;

  private ReferenceImage() {}

  /**
   * Once in the life of this process; an image of the user's own is left alone.
   *
   * @throws EnvironmentFailed when it cannot be built, with the reason
   */
  static synchronized void buildIfNeeded(Set<AgentPlan.Kind> agents, Images images) {
    Path script = Home.folder().resolve("docker/reference-image");
    boolean own = System.getProperty("ordeal.image.reference") != null;
    if (!agents.contains(AgentPlan.Kind.REFERENCE) || own || built || !Files.isExecutable(script)) {
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
