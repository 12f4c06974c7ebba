package dev.ordeal.containers;

import dev.ordeal.containers.engine.DataVolume;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.OwnNetwork;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.engine.PartPlan;
import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.names.NodeName;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.testcontainers.utility.MountableFile;

/** A node's container under the reference agent, in which neither agent nor server runs. */
public final class AgentContainer implements AutoCloseable {
  /** An empty folder, in memory. */
  public static final String DATA = "/var/lib/postgresql/data";

  /** A data directory that was stopped cleanly. */
  public static final String TEMPLATE = "/opt/ordeal/template";

  /** The passwords of its roles. */
  public static final String PASSWORDS = "/etc/ordeal/passwords";

  private static final String CLASSES = "/opt/test/classes/";
  private static final String LIBRARIES = "/opt/test/lib/";
  private static final NodeName NAME = new NodeName("node1");
  private static final int MEGABYTES = 512;

  private final OwnNetwork network;
  private final DataVolume volume;
  private final Part part;

  /** Starts it, from an image that holds the agent as it was built last. */
  public AgentContainer() {
    Images images = Images.configured();
    Engine engine = Engine.connect();
    ReferenceImage.buildIfNeeded(Set.of(AgentPlan.Kind.REFERENCE), images);
    byte[] chance = new byte[3];
    ThreadLocalRandom.current().nextBytes(chance);
    String id = "ordeal-agent-" + HexFormat.of().formatHex(chance);
    Map<String, String> labels = Engine.labels(id);
    network = OwnNetwork.create(engine, id, labels);
    volume = DataVolume.create(engine, id + "-" + NAME, MEGABYTES, labels);
    part =
        new PartPlan(
                NAME,
                images.reference(),
                network.subnet().container(40),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(DATA, volume.name()),
                false)
            .on(engine, network, id);
    part.container()
        .withCreateContainerCmdModifier(
            create -> create.withEntrypoint("tini", "--", "sleep", "infinity"));
    try {
      part.container().start();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Puts the compiled classes of one package of this build on the class path. */
  public void addClasses(Package of) {
    String folder = of.getName().replace('.', '/');
    Path classes = locationOf(AgentContainer.class).resolve(folder);
    part.container()
        .copyFileToContainer(MountableFile.forHostPath(classes), CLASSES + folder + "/");
  }

  /** Puts the library that holds {@code type} on the class path. */
  public void addLibraryOf(Class<?> type) {
    Path jar = locationOf(type);
    part.container()
        .copyFileToContainer(MountableFile.forHostPath(jar), LIBRARIES + jar.getFileName());
  }

  /** Runs a program with the agent's classes, as the user of the server, to its end. */
  public ExecAnswer java(Duration limit, Class<?> main, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "/opt/java/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASSES + ":" + LIBRARIES + "*:/opt/agent/lib/*",
                main.getName()));
    words.addAll(List.of(arguments));
    return part.exec("postgres", limit, words.toArray(String[]::new));
  }

  /** A file of the container's. */
  public String read(String path) {
    return part.container()
        .copyFileFromContainer(
            path, stream -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    part.remove();
    network.close();
    volume.remove();
  }
}
