package dev.ordeal.junit;

import dev.ordeal.checks.Witness;
import dev.ordeal.evidence.LogExcerpt;
import dev.ordeal.evidence.RunFolder;
import dev.ordeal.trials.Trial;
import java.util.List;
import java.util.stream.Collectors;

/** What nodes said while promises were seen to break: a build may keep no files. */
final class SaidMeanwhile {
  /** So many proofs of each broken promise are told with logs. */
  private static final int PROOFS = 2;

  private SaidMeanwhile() {}

  /**
   * A paragraph for each node that said something from the first of the proofs to the last; empty
   * where all came out as expected.
   */
  static String of(Trial.Result result) {
    List<Witness> proofs =
        result.judgement().surprises().stream()
            .flatMap(verdict -> verdict.witnesses().stream().limit(PROOFS))
            .toList();
    if (proofs.isEmpty()) {
      return "";
    }
    long from = proofs.stream().mapToLong(Witness::fromNs).min().orElseThrow();
    long to = proofs.stream().mapToLong(Witness::toNs).max().orElseThrow();
    return result.evidence().run().nodes().stream()
        .map(node -> paragraph(result, node, from, to))
        .collect(Collectors.joining());
  }

  private static String paragraph(Trial.Result result, String node, long from, long to) {
    List<String> lines =
        LogExcerpt.of(new RunFolder(result.folder()), result.evidence().run(), node, from, to);
    return lines.isEmpty()
        ? ""
        : "What %s said meanwhile:\n  %s\n".formatted(node, String.join("\n  ", lines));
  }
}
