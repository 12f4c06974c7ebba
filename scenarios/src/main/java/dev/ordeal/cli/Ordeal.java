package dev.ordeal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: verbs on files. Exit codes are those of {@link ExitCode}. */
@Command(
    name = "ordeal",
    mixinStandardHelpOptions = true,
    versionProvider = Ordeal.Version.class,
    description = "Proves with numbers what a PostgreSQL high-availability environment survives.",
    synopsisSubcommandLabel = "VERB",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every promise held",
      "1:a promise was broken",
      "2:bad input, nothing was started",
      "3:inconclusive: something could not be seen",
      "4:Ordeal itself could not run",
      "130:ended by Ctrl-C (143 by SIGTERM): healed, taken away, evidence kept"
    },
    subcommands = {
      CommandLine.HelpCommand.class,
      Run.class,
      Trials.class,
      Compare.class,
      Explore.class,
      Replay.class,
      Merge.class,
      Soaking.class,
      Calibrate.class,
      Up.class,
      FaultByHand.class,
      Down.class,
      JudgeAgain.class,
      Doctor.class,
      Validate.class,
      ListScenarios.class,
      Schema.class,
    })
public final class Ordeal {
  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line as {@link #main} uses it; its output can be redirected. */
  public static CommandLine commandLine() {
    return new CommandLine(new Ordeal())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
          commandLine.getErr().println("ordeal: could not run: " + wordsOf(failure));
          return ExitCode.COULD_NOT_RUN.number();
        });
  }

  private static String wordsOf(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Ordeal.class.getPackage().getImplementationVersion();
      return new String[] {"ordeal " + (version == null ? "(built from source)" : version)};
    }
  }
}
