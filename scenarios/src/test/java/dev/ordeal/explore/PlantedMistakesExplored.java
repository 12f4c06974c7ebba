package dev.ordeal.explore;

import dev.ordeal.simulation.mistakes.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How many schedules and seconds the explorer needs for each planted mistake, without a hint, and
 * how small it makes the schedule. Run it by its name; it is no test of a limit. {@code
 * -Dordeal.runs=10000} tries longer, {@code -Dordeal.mistakes=ignores-lag,minds-no-job} only those,
 * {@code -Dordeal.environments=three-nodes} only there.
 */
final class PlantedMistakesExplored {
  private static final String ENVIRONMENTS =
      "three-nodes,three-nodes-synchronous,three-nodes-quorum,three-nodes-failsafe,"
          + "three-nodes-check-timeline";

  @Test
  void table() throws IOException {
    long most = Long.getLong("ordeal.runs", 1000);
    List<String> environments =
        List.of(System.getProperty("ordeal.environments", ENVIRONMENTS).split(",", -1));
    String only = System.getProperty("ordeal.mistakes", "");
    System.out.println("| mistake | schedules | seconds | steps | broken |");
    System.out.println("| --- | --- | --- | --- | --- |");
    List<Misbehaviour> asked =
        Arrays.stream(Misbehaviour.values())
            .filter(
                each -> only.isEmpty() || List.of(only.split(",", -1)).contains(name(each, '-')))
            .toList();
    for (Misbehaviour planted : asked) {
      Path folder = Files.createTempDirectory("planted");
      var settings =
          new Exploration.Settings(
              environments, 1, most, Optional.empty(), 1, 1, 2, false, 100, folder);
      Ledger ledger = new Exploration(settings, Set.of(planted)).explore(progress -> {});
      Optional<Ledger.Found> found = ledger.found().stream().findFirst();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.0f | %s | %s |%n",
          name(planted, ' '),
          ledger.runs(),
          ledger.seconds(),
          found.map(each -> String.valueOf(each.steps())).orElse("-"),
          found.map(Ledger.Found::promise).orElse("not found"));
      found.map(Ledger.Found::words).ifPresent(System.err::println);
    }
  }

  private static String name(Misbehaviour planted, char between) {
    return planted.name().toLowerCase(Locale.ROOT).replace('_', between);
  }
}
