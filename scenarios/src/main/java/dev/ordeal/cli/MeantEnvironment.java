package dev.ordeal.cli;

import dev.ordeal.cli.door.Caller;
import dev.ordeal.cli.door.DoorFolder;
import dev.ordeal.cli.door.Request;
import dev.ordeal.yaml.Suggestion;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which of the environments that are up a verb means, and how it asks it. */
final class MeantEnvironment {
  @Option(
      names = "--of",
      paramLabel = "NAME",
      description = "Which environment is meant, where several are up.")
  private @Nullable String wanted;

  /** Asks and shows the answer; says in one line why nobody could be asked. */
  int ask(Request request, CommandLine commandLine) {
    DoorFolder folder = DoorFolder.usual();
    List<String> up = folder.names();
    String name = wanted == null && up.size() == 1 ? up.getFirst() : wanted;
    if (name == null || !up.contains(name)) {
      commandLine.getErr().println("ordeal: " + whyNot(up));
      return ExitCode.BAD_INPUT.number();
    }
    OptionalInt code =
        new Caller(folder, name).ask(request, commandLine.getOut(), commandLine.getErr());
    if (code.isEmpty()) {
      commandLine.getErr().println("ordeal: " + name + " ended before it had answered");
    }
    return code.orElse(ExitCode.COULD_NOT_RUN.number());
  }

  private String whyNot(List<String> up) {
    if (up.isEmpty()) {
      return "no environment is up; ./ordeal up three-nodes starts one";
    }
    if (wanted == null) {
      return up.size() + " environments are up; name one: --of " + String.join(", --of ", up);
    }
    return "no environment `" + wanted + "` is up; " + Suggestion.words(wanted, up);
  }
}
