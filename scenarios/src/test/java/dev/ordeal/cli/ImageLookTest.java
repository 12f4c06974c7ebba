package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.Images;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What `doctor` says of images that are there and of images that are not. */
class ImageLookTest {
  private static final Images IMAGES =
      new Images("the/toxiproxy", "the/etcd", "the/haproxy", "the/postgres", "the/reference");

  private final StringWriter said = new StringWriter();

  private boolean isReady(boolean runsBuildTheReference, String... missing) {
    var look = new ImageLook(image -> versions(image, Set.of(missing)), runsBuildTheReference);
    return look.look(IMAGES, "the/reaper", new PrintWriter(said, true));
  }

  private static Map<String, String> versions(String image, Set<String> missing) {
    if (missing.contains(image)) {
      throw new IllegalStateException("no image '" + image + "'");
    }
    return Map.of(image.replace("the/", ""), "1");
  }

  @Test
  void all_images_are_looked_for_and_what_would_run_is_said() {
    assertThat(isReady(true)).isTrue();
    assertThat(said.toString())
        .contains("image       the/reaper {reaper=1}")
        .contains("image       the/reference {reference=1}")
        .contains("would run   etcd 1, haproxy 1, postgres 1, reaper 1, reference 1, toxiproxy 1\n")
        .doesNotContain("missing");
  }

  @Test
  void nothing_runs_without_the_reaper() {
    assertThat(isReady(true, "the/reaper")).isFalse();
    assertThat(said.toString()).contains("the/reaper is missing: no image 'the/reaper'");
  }

  @Test
  void the_first_run_builds_the_image_of_the_reference_agent() {
    assertThat(isReady(true, "the/reference")).isTrue();
    assertThat(said.toString()).contains("the/reference is not there yet: the first run builds it");
  }

  @Test
  void an_image_of_the_users_own_has_to_be_there() {
    assertThat(isReady(false, "the/reference")).isFalse();
    assertThat(said.toString()).contains("the/reference is missing: no image 'the/reference'");
  }
}
