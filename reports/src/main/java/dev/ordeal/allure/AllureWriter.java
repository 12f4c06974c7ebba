package dev.ordeal.allure;

import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.RunDescription;
import dev.ordeal.evidence.RunFolder;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes an Allure result for a run that has ended, from its folder and its verdicts. */
public final class AllureWriter {
  private AllureWriter() {}

  /**
   * Writes the result and its attachments into {@code results}. The result passes when every
   * promise came out as expected; it fails when one was broken or held against expectation, and is
   * broken when the run did not come to its end or could not say.
   *
   * <p>Runs of one scenario file under one agent and environment share their history; each run
   * folder is a result of its own, and written again it replaces the one before.
   *
   * @throws UncheckedIOException when the folder cannot be read or the results cannot be written
   */
  public static void write(
      Path runFolder, Evidence evidence, List<Verdict> verdicts, Expected expected, Path results) {
    try {
      ResultsFolder.prepare(results, evidence.run());
      var lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
      var folder = new RunFolder(runFolder);
      TestResult result = result(folder, evidence, verdicts, expected);
      lifecycle.scheduleTestCase(result);
      lifecycle.startTestCase(result.getUuid());
      new Attachments(lifecycle, folder).add(evidence, verdicts);
      lifecycle.stopTestCase(result.getUuid());
      Clock clock = Clock.of(evidence);
      lifecycle.updateTestCase(
          result.getUuid(),
          test -> test.setStart(clock.millis(0)).setStop(clock.millis(clock.endNs())));
      lifecycle.writeTestCase(result.getUuid());
    } catch (IOException error) {
      throw new UncheckedIOException("cannot write Allure results into " + results, error);
    }
  }

  private static TestResult result(
      RunFolder folder, Evidence evidence, List<Verdict> verdicts, Expected expected) {
    RunDescription run = evidence.run();
    String test = String.join("/", run.world(), run.agent(), run.environment(), run.scenarioFile());
    String runName = test + " " + folder.path().getFileName() + " " + run.startedAt();
    Steps steps = new Steps(evidence, verdicts, expected, Clock.of(evidence));
    TestResult result =
        new TestResult()
            .setUuid(id(runName))
            .setName(run.scenario())
            .setFullName(test)
            .setTestCaseId(id(test))
            .setHistoryId(id("history of " + test))
            .setStatus(status(evidence, verdicts, steps))
            .setDescription(expected.because().isEmpty() ? null : expected.because())
            .setSteps(steps.all());
    String message = Words.surprises(evidence, verdicts, expected);
    if (!message.isEmpty()) {
      result.setStatusDetails(new StatusDetails().setMessage(message));
    }
    result.getParameters().add(Steps.parameter("seed", Long.toString(run.seed())));
    result.getParameters().addAll(steps.figures());
    result.setLabels(
        List.of(
            label("framework", "ordeal"),
            label("parentSuite", run.agent()),
            label("suite", run.environment()),
            label("tag", run.world())));
    incident(run).ifPresent(link -> result.setLinks(List.of(link)));
    return result;
  }

  /** FAILED beats BROKEN beats PASSED. */
  private static Status status(Evidence evidence, List<Verdict> verdicts, Steps steps) {
    List<Status> found = verdicts.stream().map(steps::status).toList();
    if (found.contains(Status.FAILED)) {
      return Status.FAILED;
    }
    boolean said = !verdicts.isEmpty() && Words.brokenOff(evidence).isEmpty();
    return said && !found.contains(Status.BROKEN) ? Status.PASSED : Status.BROKEN;
  }

  private static Optional<Link> incident(RunDescription run) {
    return run.incident().isEmpty()
        ? Optional.empty()
        : Optional.of(new Link().setName("incident").setType("issue").setUrl(run.incident()));
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
