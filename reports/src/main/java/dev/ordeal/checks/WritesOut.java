package dev.ordeal.checks;

import dev.ordeal.analysis.Outage;
import dev.ordeal.analysis.Run;
import dev.ordeal.analysis.WriteSpan;
import dev.ordeal.evidence.Event;
import java.time.Duration;
import java.util.List;

/**
 * Theorem: whatever the faults, the longest time after the first of them in which no write was
 * acknowledged through the primary port is at most {@code atMost}. Writes go out on an open-loop
 * schedule, so a stalled client hides nothing.
 *
 * <p>That time is the failover time. It counts from the last acknowledgement, or from the fault
 * where that came later, to the next one. Where the leader changed it is split into phases:
 * detection (until the leader key is free), election (until the new leader holds it), promotion
 * (until that node commits a probe's write), routing (until the proxy counts it up) and client
 * (until the acknowledgement). A phase whose end or beginning no sensor looked for is unknown.
 *
 * <p>Blind where no fault was applied; where fewer than 10 writes a second were scheduled in the 5
 * s before it, or the schedule has a gap of three intervals and 200 ms inside the outage; and where
 * the run ended before writes came back and before {@code atMost} had passed.
 */
public record WritesOut(Duration atMost) implements Check {
  public WritesOut {
    Bounds.positive("writes-out", atMost);
  }

  @Override
  public String promise() {
    return "writes-out";
  }

  @Override
  public String bound() {
    return Words.atMost(atMost);
  }

  private static final long BEFORE_NS = 5_000_000_000L;
  private static final double LEAST_PER_SECOND = 10;
  private static final long LEAST_GAP_NS = 200_000_000;

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    findings.needFault();
    var longest = Outage.longest(run);
    if (longest.isEmpty()) {
      findings.blind("No write was scheduled after a fault");
      return findings.verdict("");
    }
    Outage outage = longest.get();
    findings.seconds("writes out", outage.lengthNs());
    for (Outage.Part part : outage.phases()) {
      if (part.known()) {
        findings.seconds(part.name(), part.toNs() - part.fromNs());
      } else {
        findings.unknownSeconds(part.name());
      }
    }
    judgeTraffic(run, outage, findings);
    String words = words(run, outage);
    findings.witness(words, outage.backAt().stream().toList(), outage.fromNs(), outage.toNs());
    if (outage.lengthNs() > atMost.toNanos()) {
      findings.convict(words + ", longer than the " + Words.duration(atMost) + " promised");
    } else if (!outage.ended()) {
      findings.blind(words + "; the run ended too early to say for how long");
    }
    return findings.verdict(words);
  }

  private static String words(Run run, Outage outage) {
    if (outage.lengthNs() == 0) {
      return "Writes were never out";
    }
    String span =
        "No write was acknowledged for %s, %s"
            .formatted(
                Words.duration(outage.lengthNs()), Words.from(outage.fromNs(), outage.toNs()));
    if (!outage.ended()) {
      return span + ", and none after that";
    }
    String before =
        run.leaders().at(outage.fromNs()).map(n -> "; " + n + " had led before").orElse("");
    return span + outage.backAt().map(n -> ", when " + n + " took writes").orElse("") + before;
  }

  private static void judgeTraffic(Run run, Outage outage, Findings findings) {
    long fault = run.firstFaultNs().orElseThrow();
    long from = Math.max(0, fault - BEFORE_NS);
    List<Long> scheduled =
        run.operations().stream()
            .filter(o -> o.path().equals(Run.PRIMARY) && WriteSpan.isWrite(o.kind()))
            .map(Event.ClientOperation::scheduledNs)
            .sorted()
            .toList();
    long before = scheduled.stream().filter(at -> from <= at && at < fault).count();
    long first = scheduled.isEmpty() ? fault : Math.max(from, scheduled.getFirst());
    double rate = before / Math.max(1e-9, (fault - first) / 1e9);
    if (rate < LEAST_PER_SECOND || before < LEAST_PER_SECOND) {
      findings.blind(
          "Only %d writes were scheduled in the %s before the first fault, too few to say"
              .formatted(before, Words.duration(fault - from)));
      return;
    }
    long limit = Math.max(LEAST_GAP_NS, Math.round(3e9 / rate));
    long last = outage.fromNs();
    for (long at : scheduled) {
      if (at > last && last < outage.toNs()) {
        if (at - last > limit) {
          findings.blind("The schedule asked for no write " + Words.from(last, at));
        }
        last = at;
      }
    }
  }
}
