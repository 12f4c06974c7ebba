package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Theorem: of the writes that were acknowledged through the proxy's primary port, at most {@code
 * atMost} were served by a node that did not hold the leader key at any instant between their
 * sending and their answer, give or take 100 ms for the delay of the watch.
 *
 * <p>Blind where a write was served by the node that took the free key next, up to 1 s before the
 * watch told of it: its news queue up where the machine is busy. Blind also where the leader key
 * was not watched, where the node behind an acknowledged write is not known, and where fewer than
 * 100 writes were acknowledged.
 */
public record WritesMisrouted(long atMost) implements Check {
  public WritesMisrouted {
    Bounds.atLeast("writes-misrouted", atMost, 0);
  }

  @Override
  public String promise() {
    return "writes-misrouted";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  private static final long WATCH_DELAY_NS = 100_000_000;
  private static final long TAKEN_BEFORE_TOLD_NS = 1_000_000_000;
  private static final long FLOOR = 100;

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    List<Event.ClientOperation> writes = run.acknowledgedWrites();
    List<Event.ClientOperation> wrong = new ArrayList<>();
    long unknown = 0;
    long doubtful = 0;
    for (var write : writes) {
      if (write.servedBy().isEmpty()) {
        unknown++;
        continue;
      }
      String node = write.servedBy().get();
      long from = write.sentNs() - WATCH_DELAY_NS;
      long to = write.atNs() + WATCH_DELAY_NS;
      if (run.leaders().held(node, from, to)) {
        continue;
      }
      if (run.leaders().mayHaveHeld(node, from, to, TAKEN_BEFORE_TOLD_NS)) {
        doubtful++;
      } else {
        wrong.add(write);
      }
    }
    findings.figure("writes misrouted", wrong.size(), "1");
    findings.figure("writes acknowledged", writes.size(), "1");
    findings.needAtLeast(FLOOR, writes.size(), "writes were acknowledged through the primary port");
    if (unknown > 0) {
      findings.blind(unknown + " acknowledged writes do not name the node that served them");
    }
    if (doubtful > 0) {
      findings.blind(
          doubtful
              + " writes were served by the node that the watch told of next, which may have held"
              + " the key already");
    }
    if (!writes.isEmpty()) {
      findings.needWatch(writes.getFirst().sentNs(), writes.getLast().atNs());
    }
    // Without a single holder every write would look misrouted: that is blindness, not guilt.
    if (wrong.size() > atMost && !run.leaders().spans().isEmpty()) {
      Misrouted.tell(wrong, "writes", "while it did not hold the leader key", findings);
    }
    return findings.verdict(
        "%d of %d acknowledged writes were served by a node without the leader key"
            .formatted(wrong.size(), writes.size()));
  }
}
