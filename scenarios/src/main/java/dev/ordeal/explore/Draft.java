package dev.ordeal.explore;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A scenario that is still being changed: drawn, and shrunk. It is nothing but a scenario file in
 * parts, so whatever is found can be played by anyone.
 *
 * @param environment the name of an environment
 * @param workload as under {@code workload} in a file
 * @param promises as under {@code promises}
 */
record Draft(
    String title,
    String about,
    String environment,
    SequencedMap<String, Object> workload,
    List<DraftStep> steps,
    SequencedMap<String, Object> promises) {
  private static final int WIDTH = 100;

  Draft {
    workload = new LinkedHashMap<>(workload);
    steps = List.copyOf(steps);
    promises = new LinkedHashMap<>(promises);
  }

  Draft withSteps(List<DraftStep> others) {
    return new Draft(title, about, environment, workload, others, promises);
  }

  Draft withWorkload(SequencedMap<String, Object> other) {
    return new Draft(title, about, environment, other, steps, promises);
  }

  Draft withPromises(SequencedMap<String, Object> others) {
    return new Draft(title, about, environment, workload, steps, others);
  }

  Draft withEnvironment(String other) {
    return new Draft(title, about, other, workload, steps, promises);
  }

  Draft told(String otherTitle, String otherAbout) {
    return new Draft(otherTitle, otherAbout, environment, workload, steps, promises);
  }

  /** The scenario file. */
  String text() {
    SequencedMap<String, Object> file = new LinkedHashMap<>();
    file.put("scenario", title);
    file.put("about", about);
    file.put("environment", environment);
    file.put("workload", workload);
    file.put("warm-up", "2s");
    file.put("settle", "2m");
    file.put("missing-target", "skip");
    file.put("steps", steps.stream().map(DraftStep::words).toList());
    file.put("promises", promises);
    var settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setWidth(WIDTH).build();
    return new Dump(settings).dumpToString(file);
  }

  /** The scenario as it is read from that file. */
  Scenario scenario() {
    var problems = new Problems();
    return ScenarioReader.read(title + ".yaml", text(), EnvironmentLibrary.shipped(), problems)
        .orElseThrow(() ->
            new IllegalStateException(
                "drawn, but no scenario: " + problems.inOrder() + "\n" + text()));
  }
}
