package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Theorem: within one session through the replica port, the latest number read of a writer never
 * becomes smaller from one read to a later one.
 *
 * <p>A proxy that hands over whole connections, as HAProxy does, keeps a session at one server, and
 * PostgreSQL never shows a session less than before; a pool that hands over single statements, or a
 * server whose data were changed under it, is what this convicts.
 *
 * <p>Blind where no session read the same writer at least ten times.
 */
public record ReplicaReadsNeverGoBack() implements Check {
  @Override
  public String promise() {
    return "replica-reads-never-go-back";
  }

  @Override
  public String bound() {
    return "never";
  }

  private static final long FLOOR = 10;

  private record Reader(String session, String writer) {}

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    TreeMap<Reader, List<Event.ClientOperation>> readers =
        new TreeMap<>(Comparator.comparing(Reader::session).thenComparing(Reader::writer));
    run.answered(Run.REPLICAS, OperationKind.READ_LATEST).stream()
        .filter(read -> read.value().isPresent())
        .forEach(read ->
            readers
                .computeIfAbsent(new Reader(read.session(), read.key()), any -> new ArrayList<>())
                .add(read));
    long most = readers.values().stream().mapToLong(List::size).max().orElse(0);
    findings.needAtLeast(FLOOR, most, "reads of one writer were answered in any one session");
    long back = 0;
    for (List<Event.ClientOperation> reads : readers.values()) {
      reads.sort(Comparator.comparingLong(Event.ClientOperation::sentNs));
      back += stepsBack(reads, findings);
    }
    findings.figure("reads that went back", back, "1");
    return findings.verdict("No session read an older state than before");
  }

  private static long stepsBack(List<Event.ClientOperation> reads, Findings findings) {
    long back = 0;
    Event.ClientOperation newest = reads.getFirst();
    for (var read : reads) {
      long now = read.value().orElse(0L);
      long before = newest.value().orElse(0L);
      if (now < before) {
        back++;
        String words =
            "%s read number %d of %s at %s, then %d on %s at %s"
                .formatted(
                    read.session(),
                    before,
                    read.key(),
                    Words.at(newest.atNs()),
                    now,
                    read.servedBy().orElse("an unknown node"),
                    Words.at(read.atNs()));
        findings.convict(words);
        findings.witness(words, read.servedBy().stream().toList(), newest.atNs(), read.atNs());
      } else {
        newest = read;
      }
    }
    return back;
  }
}
