package dev.ordeal.cli;

import dev.ordeal.containers.Images;
import dev.ordeal.containers.engine.Engine;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** Says whether this machine can run scenarios, and what would run on it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says whether this machine can run scenarios, and what would run on it.")
final class Doctor implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("java        " + Runtime.version());
    out.println("processors  " + Runtime.getRuntime().availableProcessors());
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      out.printf(
          "memory      %d MiB, %d of them free%n",
          system.getTotalMemorySize() >> 20, system.getFreeMemorySize() >> 20);
    }
    Engine engine = Engine.connect();
    var version = engine.client().versionCmd().exec();
    out.println("engine      " + version.getVersion() + ", API " + version.getApiVersion());
    boolean allThere = true;
    Images images = Images.configured();
    for (String image :
        List.of(images.toxiproxy(), images.etcd(), images.haproxy(), images.postgres())) {
      allThere &= image(engine, image, out);
    }
    out.println(allThere ? "ready" : "not ready: run docker/setup");
    return (allThere ? ExitCode.HELD : ExitCode.COULD_NOT_RUN).number();
  }

  private static boolean image(Engine engine, String image, PrintWriter out) {
    try {
      Map<String, String> versions = engine.versions(image);
      out.println("image       " + image + " " + versions);
      return true;
    } catch (RuntimeException missing) {
      out.println("image       " + image + " is missing: " + missing.getMessage());
      return false;
    }
  }
}
