package dev.ordeal.containers.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.ordeal.environment.EnvironmentFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.ResourceReaper;

/** The container engine, as Testcontainers found it. */
public final class Engine {
  /** Marks everything that Ordeal makes; the value is the environment's. */
  public static final String LABEL = "dev.ordeal";

  private final DockerClient client;

  Engine(DockerClient client) {
    this.client = client;
  }

  /**
   * @throws EnvironmentFailed when no engine answers
   */
  public static Engine connect() {
    TestcontainersSetup.apply();
    try {
      return new Engine(DockerClientFactory.instance().client());
    } catch (RuntimeException e) {
      throw new EnvironmentFailed("no container engine answers; run docker/setup", e);
    }
  }

  public DockerClient client() {
    return client;
  }

  /** The image of the reaper, which every run starts first. */
  public static String reaperImage() {
    return TestcontainersSetup.reaper();
  }

  /** The labels by which the reaper finds what a killed run left behind, and our own. */
  public static Map<String, String> labels(String environment) {
    Map<String, String> labels = new LinkedHashMap<>(ResourceReaper.instance().getLabels());
    labels.putAll(DockerClientFactory.DEFAULT_LABELS);
    labels.put(LABEL, environment);
    return labels;
  }

  /** The containers, networks and volumes that there are of an environment, by their names. */
  public List<String> labelled(String environment) {
    String label = LABEL + "=" + environment;
    List<String> found = new ArrayList<>();
    client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec().stream()
        .map(container -> String.join(" ", container.getNames()))
        .forEach(found::add);
    client
        .listNetworksCmd()
        .withFilter("label", List.of(label))
        .exec()
        .forEach(network -> found.add(network.getName()));
    client
        .listVolumesCmd()
        .withFilter("label", List.of(label))
        .exec()
        .getVolumes()
        .forEach(volume -> found.add(volume.getName()));
    return found;
  }

  /**
   * Runs {@code command} in a container and waits for its end.
   *
   * @param user the user it runs as; {@code root} or {@code postgres}
   * @throws EnvironmentFailed when it does not end within {@code limit}
   */
  public ExecAnswer exec(String container, String user, Duration limit, String... command) {
    ExecCreateCmdResponse exec =
        client
            .execCreateCmd(container)
            .withUser(user)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(command)
            .exec();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (var frames = client.execStartCmd(exec.getId()).exec(new Collector(output, errors))) {
      if (!frames.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EnvironmentFailed("'" + String.join(" ", command) + "' did not end in " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentFailed("interrupted", e);
    } catch (IOException e) {
      throw new EnvironmentFailed("exec failed", e);
    }
    Long code = client.inspectExecCmd(exec.getId()).exec().getExitCodeLong();
    return new ExecAnswer(
        code == null ? -1 : code,
        output.toString(StandardCharsets.UTF_8),
        errors.toString(StandardCharsets.UTF_8));
  }

  /** Starts {@code command} in a container and does not wait for it. */
  public void execDetached(String container, String user, String... command) {
    ExecCreateCmdResponse exec =
        client.execCreateCmd(container).withUser(user).withCmd(command).exec();
    try (var callback =
        client
            .execStartCmd(exec.getId())
            .withDetach(true)
            .exec(new ResultCallback.Adapter<Frame>())) {
      callback.awaitCompletion(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentFailed("interrupted", e);
    } catch (IOException e) {
      throw new EnvironmentFailed("exec failed", e);
    }
  }

  /** Writes what the container has said so far into {@code file}. */
  public void log(String container, Path file) {
    try (LogFile log = new LogFile(file)) {
      client
          .logContainerCmd(container)
          .withStdOut(true)
          .withStdErr(true)
          .withTimestamps(true)
          .exec(log)
          .awaitCompletion(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (NotFoundException e) {
      // A container that is gone has no log any more; the others still have theirs.
    } catch (IOException e) {
      throw new EnvironmentFailed("cannot write " + file, e);
    }
  }

  /**
   * The versions that an image states in its labels, and its digest.
   *
   * @throws EnvironmentFailed when the engine does not have it
   */
  public Map<String, String> versions(String image) {
    try {
      var inspected = client.inspectImageCmd(image).exec();
      Map<String, String> versions = new LinkedHashMap<>();
      Map<String, String> labels =
          inspected.getConfig() == null ? null : inspected.getConfig().getLabels();
      if (labels != null) {
        labels.forEach((name, value) -> {
          if (name.startsWith("dev.ordeal.version.")) {
            versions.put(name.substring("dev.ordeal.version.".length()), value);
          }
        });
      }
      versions.put("image " + image, String.valueOf(inspected.getId()));
      return versions;
    } catch (NotFoundException e) {
      throw new EnvironmentFailed("no image '" + image + "'; run docker/setup", e);
    }
  }

  private static final class Collector extends ResultCallback.Adapter<Frame> {
    private final ByteArrayOutputStream output;
    private final ByteArrayOutputStream errors;

    Collector(ByteArrayOutputStream output, ByteArrayOutputStream errors) {
      this.output = output;
      this.errors = errors;
    }

    @Override
    public void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? errors : output).writeBytes(frame.getPayload());
    }
  }
}
