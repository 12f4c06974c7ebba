package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.configuration.Home;
import dev.ordeal.environment.plan.AgentPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each image by itself, by {@code docker/smoke-test}: where one is broken, this says which. */
@Tag("container")
class SmokeIT {
  private static final String PASS = "PASS  ";

  @Test
  void every_image_does_what_it_is_for() throws Exception {
    ReferenceImage.buildIfNeeded(Set.of(AgentPlan.Kind.REFERENCE), Images.configured());
    Process smoke =
        new ProcessBuilder(Home.folder().resolve("docker/smoke-test").toString())
            .redirectErrorStream(true)
            .start();
    smoke.getOutputStream().close();
    String said = new String(smoke.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(smoke.waitFor()).as(said).isZero();
    List<String> passed =
        said.lines()
            .filter(line -> line.startsWith(PASS))
            .map(line -> line.substring(PASS.length()).split(" ", 2)[0])
            .distinct()
            .toList();
    assertThat(passed)
        .as(said)
        .containsExactly("base", "reaper", "haproxy", "toxiproxy", "etcd", "postgres", "reference");
  }
}
