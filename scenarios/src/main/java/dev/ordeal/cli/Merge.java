package dev.ordeal.cli;

import dev.ordeal.explore.Ledger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds up the shards of an exploration. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = "Adds up the folders of an exploration's shards, and prints what they come to.")
final class Merge implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "The shards' folders.")
  private List<Path> folders = List.of();

  @Option(names = "--into", paramLabel = "FOLDER", description = "Keeps the sum there, too.")
  private Optional<Path> into = Optional.empty();

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<Path> empty = folders.stream().filter(folder -> !Ledger.isIn(folder)).toList();
    if (!empty.isEmpty()) {
      empty.forEach(
          folder -> spec.commandLine().getErr().println(folder + ": there is no exploration"));
      return ExitCode.BAD_INPUT.number();
    }
    Ledger sum = folders.stream().map(Ledger::read).reduce(Ledger::and).orElseThrow();
    into.ifPresent(sum::write);
    return new ExplorationPrinter(spec.commandLine().getOut()).print(sum).number();
  }
}
