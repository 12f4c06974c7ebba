package dev.ordeal.cli;

import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DelaysFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures in containers the delays by which the simulation goes. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures in containers how long things take that the simulation only waits for, and writes"
          + " them as data.",
      "What the simulation goes by is delays.json of dev.ordeal.simulation.delays; a build that is"
          + " to go by new values takes the file from here."
    })
final class Calibrate implements Callable<Integer> {
  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = "Where the values are written (default: ${DEFAULT-VALUE}).")
  private Path into = Path.of("runs", "delays.json");

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Delays before = Delays.shipped();
    DelaysFile now;
    try (Laboratory laboratory = Laboratory.open(out)) {
      now = laboratory.delays(before);
    }
    print(before, now.microseconds(), out);
    write(now.json());
    out.println("written: " + into);
    return ExitCode.HELD.number();
  }

  private static void print(Delays before, Delays now, PrintWriter out) {
    out.println("milliseconds: least, median, most; beside it the median that the build goes by");
    now.byName()
        .forEach((name, delay) -> {
          Delay known = before.byName().get(name);
          out.printf(
              Locale.ROOT,
              "%-15s %9.3f %9.3f %9.3f   %9.3f%n",
              name,
              delay.microseconds().getFirst() / 1e3,
              delay.median() / 1e6,
              delay.microseconds().getLast() / 1e3,
              known == null ? 0 : known.median() / 1e6);
        });
  }

  private void write(String text) {
    try {
      Files.createDirectories(into.toAbsolutePath().getParent());
      Files.writeString(into, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + into, e);
    }
  }
}
