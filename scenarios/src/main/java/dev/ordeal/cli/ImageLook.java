package dev.ordeal.cli;

import dev.ordeal.containers.Images;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Looks for every image that a run needs, and says what would run.
 *
 * @param versions what an image states of itself; throws where there is none
 * @param runsBuildTheReference whether a run builds the image of the reference agent by itself
 */
record ImageLook(Function<String, Map<String, String>> versions, boolean runsBuildTheReference) {
  /** Whether a scenario can be run, under the reference agent and under Patroni. */
  boolean look(Images images, String reaper, PrintWriter out) {
    SortedMap<String, String> found = new TreeMap<>();
    boolean ready = true;
    for (String image :
        List.of(reaper, images.toxiproxy(), images.etcd(), images.haproxy(), images.postgres())) {
      ready &= image(image, found, out);
    }
    ready &= reference(images.reference(), found, out);
    out.println("would run   " + words(found));
    return ready;
  }

  private boolean image(String image, SortedMap<String, String> found, PrintWriter out) {
    Optional<String> missing = missing(image, found, out);
    missing.ifPresent(words -> out.println("image       " + image + " is missing: " + words));
    return missing.isEmpty();
  }

  private boolean reference(String image, SortedMap<String, String> found, PrintWriter out) {
    if (!runsBuildTheReference) {
      return image(image, found, out);
    }
    if (missing(image, found, out).isPresent()) {
      out.println("image       " + image + " is not there yet: the first run builds it");
    }
    return true;
  }

  private Optional<String> missing(String image, SortedMap<String, String> found, PrintWriter out) {
    try {
      Map<String, String> stated = versions.apply(image);
      out.println("image       " + image + " " + stated);
      found.putAll(stated);
      return Optional.empty();
    } catch (RuntimeException missing) {
      return Optional.of(String.valueOf(missing.getMessage()));
    }
  }

  /** Without the digests: those stand beside the images. */
  private static String words(SortedMap<String, String> found) {
    return String.join(
        ", ",
        found.entrySet().stream()
            .filter(each -> !each.getKey().startsWith("image "))
            .map(each -> each.getKey() + " " + each.getValue())
            .toList());
  }
}
