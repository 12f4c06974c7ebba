package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Theorem: of the reads that were answered through the proxy's replica port, at most {@code atMost}
 * were served by a node that was not a healthy replica: one that held the leader key all the while,
 * or whose agent answered {@code /replica} otherwise than with 200 in the last sample before the
 * read and the first after it.
 *
 * <p>Blind where the agent of a node that served reads was not asked for longer than 1 s, where the
 * leader key was not watched, where the node behind a read is not known, and where fewer than 100
 * reads were answered.
 */
public record ReadsMisrouted(long atMost) implements Check {
  public ReadsMisrouted {
    Bounds.atLeast("reads-misrouted", atMost, 0);
  }

  @Override
  public String promise() {
    return "reads-misrouted";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  private static final long FLOOR = 100;
  private static final int HEALTHY = 200;

  @Override
  public Verdict judge(Run run) {
    Evidence evidence = run.evidence();
    var findings = new Findings(this, run);
    List<Event.ClientOperation> reads = run.answered(Run.REPLICAS, OperationKind.READ_LATEST);
    Map<String, TreeMap<Long, Event.AgentSample>> agents = agents(evidence);
    List<Event.ClientOperation> wrong = new ArrayList<>();
    long unknown = 0;
    for (var read : reads) {
      if (read.servedBy().isEmpty()) {
        unknown++;
      } else if (isWrong(run, agents, read, read.servedBy().get())) {
        wrong.add(read);
      }
    }
    findings.figure("reads misrouted", wrong.size(), "1");
    findings.figure("reads answered", reads.size(), "1");
    findings.needAtLeast(FLOOR, reads.size(), "reads were answered through the replica port");
    if (unknown > 0) {
      findings.blind(unknown + " answered reads do not name the node that served them");
    }
    if (!reads.isEmpty()) {
      long from = reads.getFirst().sentNs();
      long to = reads.getLast().atNs();
      findings.needWatch(from, to);
      reads.stream()
          .flatMap(read -> read.servedBy().stream())
          .distinct()
          .sorted()
          .forEach(node -> findings.needSensor(Sensor.AGENT, node, from, to));
    }
    if (wrong.size() > atMost) {
      Misrouted.tell(wrong, "reads", "while it was no healthy replica", findings);
    }
    return findings.verdict(
        "%d of %d reads were served by a node that was no healthy replica"
            .formatted(wrong.size(), reads.size()));
  }

  private static Map<String, TreeMap<Long, Event.AgentSample>> agents(Evidence evidence) {
    Map<String, TreeMap<Long, Event.AgentSample>> agents = new TreeMap<>();
    evidence
        .of(Event.AgentSample.class)
        .forEach(s -> agents.computeIfAbsent(s.node(), n -> new TreeMap<>()).put(s.atNs(), s));
    return agents;
  }

  private static boolean isWrong(
      Run run,
      Map<String, TreeMap<Long, Event.AgentSample>> agents,
      Event.ClientOperation read,
      String node) {
    if (run.leaders().heldThroughout(node, read.sentNs(), read.atNs())) {
      return true;
    }
    TreeMap<Long, Event.AgentSample> samples = agents.getOrDefault(node, new TreeMap<>());
    var before = Optional.ofNullable(samples.floorEntry(read.sentNs())).map(Map.Entry::getValue);
    var after = Optional.ofNullable(samples.ceilingEntry(read.atNs())).map(Map.Entry::getValue);
    boolean seenFromBothSides = near(before, read.sentNs()) && near(after, read.atNs());
    return seenFromBothSides && !healthy(before) && !healthy(after);
  }

  private static boolean near(Optional<Event.AgentSample> sample, long ns) {
    return sample.filter(s -> Math.abs(s.atNs() - ns) <= Findings.MAX_SILENCE_NS).isPresent();
  }

  private static boolean healthy(Optional<Event.AgentSample> sample) {
    return sample.flatMap(Event.AgentSample::replicaStatus).filter(s -> s == HEALTHY).isPresent();
  }
}
