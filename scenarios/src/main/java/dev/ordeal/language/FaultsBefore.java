package dev.ordeal.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults of the steps before one, and whom the latest of each name met. A step that could not
 * be read counts by its verb; one whose verb is not known may have been any fault.
 */
final class FaultsBefore {
  /** Whom each fault met; nothing where that could not be read. */
  private final Map<String, List<Target>> met = new TreeMap<>();

  private boolean unknown;

  /** Whether any of {@code faults} came before, or may have. */
  boolean mayHave(List<String> faults) {
    return unknown || faults.stream().anyMatch(met::containsKey);
  }

  /** Whether there was any fault before, or may have been. */
  boolean mayHaveAny() {
    return unknown || !met.isEmpty();
  }

  /** Whom the latest fault of that name met, without words for what others met. */
  List<Target> metBy(String fault) {
    return met.getOrDefault(fault, List.of());
  }

  void add(WrittenStep written, java.util.Optional<Step> read) {
    List<String> verbs = written.keys().stream().filter(StepForm.words()::contains).toList();
    unknown |= verbs.isEmpty();
    verbs.stream().filter(Targets.FAULTS::contains).forEach(fault -> met.put(fault, List.of()));
    read.map(Step::action)
        .filter(action -> !Targets.faultName(action).isEmpty())
        .ifPresent(action -> met.put(Targets.faultName(action), plain(Targets.met(action))));
  }

  private List<Target> plain(Target target) {
    List<Target> plain = new ArrayList<>();
    for (Target each : Targets.flat(target)) {
      if (each instanceof Target.MetBy before) {
        plain.addAll(metBy(before.yamlName()));
      } else {
        plain.add(each);
      }
    }
    return plain;
  }
}
