package dev.ordeal.junit;

import dev.ordeal.allure.AllureWriter;
import dev.ordeal.trials.Trial;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Allure results from the run folder, after the run. */
public final class AllureReports {
  private AllureReports() {}

  /** For {@link ScenarioTests}: every result is written into {@code results}. */
  public static Consumer<Trial.Result> into(Path results) {
    return result ->
        AllureWriter.write(
            result.folder(),
            result.evidence(),
            result.judgement().verdicts(),
            result.judgement().expected(),
            results);
  }
}
