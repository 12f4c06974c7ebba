package dev.ordeal.explore;

import dev.ordeal.simulation.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How many schedules and seconds the explorer needs for each planted mistake, without a hint, and
 * how small it makes the schedule. Run it by its name; it is no test of a limit. {@code
 * -Dordeal.runs=10000} tries longer.
 */
final class PlantedMistakesExplored {
  private static final List<String> ENVIRONMENTS =
      List.of("three-nodes", "three-nodes-synchronous", "three-nodes-quorum");

  @Test
  void table() throws IOException {
    long most = Long.getLong("ordeal.runs", 1000);
    System.out.println("| mistake | schedules | seconds | steps | broken |");
    System.out.println("| --- | --- | --- | --- | --- |");
    for (Misbehaviour planted : Misbehaviour.values()) {
      Path folder = Files.createTempDirectory("planted");
      var settings =
          new Exploration.Settings(
              ENVIRONMENTS, 1, most, Optional.empty(), 1, 1, 2, false, 100, folder);
      Ledger ledger = new Exploration(settings, Set.of(planted)).explore(progress -> {});
      Optional<Ledger.Found> found = ledger.found().stream().findFirst();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.0f | %s | %s |%n",
          planted.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          ledger.runs(),
          ledger.seconds(),
          found.map(each -> String.valueOf(each.steps())).orElse("-"),
          found.map(Ledger.Found::promise).orElse("not found"));
    }
  }
}
