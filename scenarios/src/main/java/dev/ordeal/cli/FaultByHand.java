package dev.ordeal.cli;

import dev.ordeal.cli.door.Request;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does one step of the scenario language to an environment that is up. */
@Command(
    name = "fault",
    mixinStandardHelpOptions = true,
    description = {
      "Does one step to the environment that is up, in the words of scenario files.",
      "Ends with 0 when every fault was seen to bite, with 3 when one was not."
    },
    footer = {
      "",
      "For instance:",
      "  ./ordeal fault 'power-off: leader'",
      "  ./ordeal fault 'cut: { between: leader, and: etcd1, by: silence }' 'for: 10s'",
      "  ./ordeal fault 'start: the-powered-off'"
    })
final class FaultByHand implements Callable<Integer> {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private What what = new What();

  @Mixin private MeantEnvironment meant = new MeantEnvironment();

  @Spec private CommandLine.Model.CommandSpec spec;

  /** Exactly one of these. */
  static final class What {
    @Parameters(
        arity = "1..*",
        paramLabel = "STEP",
        description = "A step as in a scenario; several are its lines.")
    private @Nullable List<String> step;

    @Option(names = "--heal", description = "Heals everything that is in force.")
    private boolean heal;

    @Option(names = "--list", description = "Shows what is in force.")
    private boolean list;

    Request request() {
      if (step != null) {
        return new Request(Request.Ask.STEP, String.join("\n", step));
      }
      return Request.of(list ? Request.Ask.LIST : Request.Ask.HEAL);
    }
  }

  @Override
  public Integer call() {
    return meant.ask(what.request(), spec.commandLine());
  }
}
