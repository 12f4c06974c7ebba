package dev.ordeal.cli;

import dev.ordeal.cli.door.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends an environment that is up. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Heals and ends the environment that is up; waits until nothing of it is left.")
final class Down implements Callable<Integer> {
  @Option(
      names = "--take-spare",
      description = "Goes on with the spare that `up --spare` keeps, and makes another.")
  private boolean takeSpare;

  @Mixin private MeantEnvironment meant = new MeantEnvironment();

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return meant.ask(
        Request.of(takeSpare ? Request.Ask.TAKE_SPARE : Request.Ask.END), spec.commandLine());
  }
}
