package dev.ordeal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.checks.Witness;
import dev.ordeal.engine.Judgement;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.RunFolder;
import dev.ordeal.trials.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaidMeanwhileTest {
  private static final long SECOND = 1_000_000_000;
  private static final Evidence EVIDENCE = new EvidenceBuilder().build();

  @TempDir Path folder;

  @BeforeEach
  void two_nodes_have_said_something() throws IOException {
    Instant seen = Instant.parse(EVIDENCE.run().startedAt()).plusSeconds(10);
    Path logs = Files.createDirectories(new RunFolder(folder).logs());
    Files.writeString(logs.resolve("node1.log"), seen + " node1 is not followed\n");
    Files.writeString(logs.resolve("node2.log"), seen + " node2 cannot follow\n");
  }

  @Test
  void a_broken_promise_is_told_with_what_every_node_said_then() {
    assertThat(SaidMeanwhile.of(result(Outcome.FAIL)))
        .isEqualTo(
            """
            What node1 said meanwhile:
              node1 is not followed
            What node2 said meanwhile:
              node2 cannot follow
            """);
  }

  @Test
  void nothing_is_told_where_all_is_as_expected() {
    assertThat(SaidMeanwhile.of(result(Outcome.PASS))).isEmpty();
  }

  private Trial.Result result(Outcome outcome) {
    var proof = new Witness("it does not stream", List.of("node2"), 9 * SECOND, 11 * SECOND);
    var verdict = new Verdict("streams", "", outcome, "It did not.", List.of(proof), List.of());
    return new Trial.Result(folder, EVIDENCE, new Judgement(List.of(verdict), Expected.HOLDS));
  }
}
