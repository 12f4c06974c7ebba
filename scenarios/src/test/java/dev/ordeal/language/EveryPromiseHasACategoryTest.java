package dev.ordeal.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ordeal.allure.AllureWriter;
import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Story;
import dev.ordeal.evidence.EvidenceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nobody adds a promise to the language and forgets under what Allure files its breach. */
class EveryPromiseHasACategoryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> a_broken_promise_is_filed_under_one_category() {
    return Stream.concat(Stream.of(Story.PROMISE), PromiseWords.names().stream())
        .map(promise ->
            dynamicTest(promise, () -> assertThat(categoriesOfBroken(promise)).hasSize(1)));
  }

  /** The categories that fit the result of a run in which the promise was broken. */
  private List<String> categoriesOfBroken(String promise) throws IOException {
    Path results = folder.resolve(promise);
    var broken = new Verdict(promise, "none", Outcome.FAIL, "Because.", List.of(), List.of());
    AllureWriter.write(
        folder.resolve("run"),
        new EvidenceBuilder().ended(1).build(),
        List.of(broken),
        Expected.HOLDS,
        results);
    JsonNode result = JSON.readTree(Files.readString(onlyResult(results)));
    String message = result.get("statusDetails").get("message").asString();
    List<String> names = new ArrayList<>();
    for (JsonNode category : JSON.readTree(Files.readString(results.resolve("categories.json")))) {
      if (category.get("matchedStatuses").get(0).asString().equals(result.get("status").asString())
          && Pattern.matches(category.get("messageRegex").asString(), message)) {
        names.add(category.get("name").asString());
      }
    }
    return names;
  }

  private static Path onlyResult(Path results) throws IOException {
    try (var files = Files.list(results)) {
      return files.filter(f -> f.toString().endsWith("-result.json")).findFirst().orElseThrow();
    }
  }
}
