package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.Phase;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.names.Lsn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Theorem: within {@code within} of the healing of the last fault every node but the leader streams
 * from it on its timeline and has replayed all that the leader had written a second before, and
 * does so until the run has settled. Told as well: the time from the first fault.
 *
 * <p>Blind where no fault was applied or nothing was healed, where nobody held the leader key at
 * the end, where the server sensor said nothing of a node for longer than 1 s or did not ask
 * whether it streams, and where the run ended before the time was up.
 */
public record EveryNodeStreamsAgain(Duration within) implements Check {
  public EveryNodeStreamsAgain {
    Bounds.positive("every-node-streams-again", within);
  }

  @Override
  public String promise() {
    return "every-node-streams-again";
  }

  @Override
  public String bound() {
    return "within " + Words.duration(within);
  }

  private static final String REPLICA = "REPLICA";
  private static final Duration MAY_LAG = Duration.ofSeconds(1);

  @Override
  public Verdict judge(Run run) {
    Evidence evidence = run.evidence();
    var findings = new Findings(this, run);
    findings.needFault();
    Optional<Long> healed = run.lastHealNs().or(() -> run.startOf(Phase.HEAL));
    Optional<String> leader = run.leaders().last();
    if (healed.isEmpty() || leader.isEmpty()) {
      findings.blind(
          healed.isEmpty() ? "Nothing was ever healed" : "Nobody held the leader key at the end");
      return findings.verdict("");
    }
    long from = healed.get();
    long to = run.settledNs();
    findings.needWatch(from, to);
    var ofLeader = samples(evidence, leader.get(), from, to);
    Optional<Integer> timeline = timeline(ofLeader);
    findings.needSensor(Sensor.SERVER, leader.get(), from, to);
    if (timeline.isEmpty()) {
      findings.blind("The timeline of " + leader.get() + " was not seen after the healing");
    }
    long slowest = from;
    for (String node : evidence.run().nodes()) {
      if (!node.equals(leader.get()) && timeline.isPresent()) {
        findings.needSensor(Sensor.SERVER, node, from, to);
        var samples = samples(evidence, node, from, to);
        var following = new Following(ofLeader, timeline.get());
        slowest = Math.max(slowest, judgeNode(node, samples, following, from, to, findings));
      }
    }
    findings.seconds("recovery from heal", slowest - from);
    long fault = run.firstFaultNs().orElse(from);
    findings.seconds("recovery from fault", slowest - fault);
    return findings.verdict(
        "Every node streamed from %s again %s after the healing"
            .formatted(leader.get(), Words.duration(slowest - from)));
  }

  private static List<Event.ServerSample> samples(
      Evidence evidence, String node, long from, long to) {
    return evidence
        .of(Event.ServerSample.class)
        .filter(s -> s.node().equals(node) && from <= s.atNs() && s.atNs() <= to)
        .toList();
  }

  private static Optional<Integer> timeline(List<Event.ServerSample> samples) {
    return samples.stream().flatMap(s -> s.timeline().stream()).reduce((first, last) -> last);
  }

  /** The instant from which the node streamed without a break; the end where it did not. */
  private long judgeNode(
      String node,
      List<Event.ServerSample> samples,
      Following following,
      long from,
      long to,
      Findings findings) {
    if (!samples.isEmpty()
        && samples.stream().allMatch(s -> s.role().isPresent() && s.streaming().isEmpty())) {
      findings.blind("The server sensor did not ask whether " + node + " streams");
      return from;
    }
    long since = from;
    boolean streams = false;
    for (var sample : samples) {
      boolean now = following.follows(sample);
      if (now && !streams) {
        since = sample.atNs();
      }
      streams = now;
    }
    long until = streams ? since : to;
    int timeline = following.timeline;
    if (until - from > within.toNanos()) {
      String words =
          streams
              ? "%s streamed on timeline %d only %s after the healing at %s"
                  .formatted(node, timeline, Words.duration(until - from), Words.at(from))
              : "%s did not stream on timeline %d when settling ended at %s, %s after the healing"
                  .formatted(node, timeline, Words.at(to), Words.duration(until - from));
      findings.convict(words);
      findings.witness(words, List.of(node), from, until);
    } else if (!streams) {
      findings.blind(node + " did not stream yet when the run ended at " + Words.at(to));
    }
    return until;
  }

  /** Holds the samples of one node, in their order, against those of the leader. */
  private static final class Following {
    private final List<Event.ServerSample> ofLeader;
    private final int timeline;
    private int next;
    private Optional<Lsn> written = Optional.empty();

    Following(List<Event.ServerSample> ofLeader, int timeline) {
      this.ofLeader = ofLeader;
      this.timeline = timeline;
    }

    boolean follows(Event.ServerSample sample) {
      long before = sample.sentNs() - MAY_LAG.toNanos();
      while (next < ofLeader.size() && ofLeader.get(next).atNs() <= before) {
        written = position(ofLeader.get(next)).or(() -> written);
        next++;
      }
      return sample.role().equals(Optional.of(REPLICA))
          && sample.timeline().equals(Optional.of(timeline))
          && sample.streaming().orElse(false)
          && position(sample).filter(this::isLevel).isPresent();
    }

    private boolean isLevel(Lsn replayed) {
      return written.filter(lsn -> lsn.compareTo(replayed) > 0).isEmpty();
    }

    private static Optional<Lsn> position(Event.ServerSample sample) {
      return sample.lsn().map(Lsn::parse);
    }
  }
}
