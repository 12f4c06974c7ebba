package dev.ordeal.pages;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.Phase;
import dev.ordeal.evidence.Reach;
import dev.ordeal.evidence.Sensor;
import java.util.Optional;

/** A run made by hand: node1 loses power at 10 s, node2 takes writes from 13.4 s on. */
public final class PowerLoss {
  private static final long MS = 1_000_000;

  private PowerLoss() {}

  /** Twenty-five seconds with two steps, one power loss and one stopped agent. */
  public static EvidenceBuilder run() {
    var run = withoutSilence();
    for (long at = 10_100; at <= 16_500; at += 200) {
      run.add(silent(at));
    }
    return run;
  }

  private static EvidenceBuilder withoutSilence() {
    return new EvidenceBuilder()
        .phase(0, Phase.WARM_UP)
        .sensor(0, Sensor.LEADER_KEY, "store", 0)
        .phase(5_000, Phase.FAULTS)
        .leader(1, "node1")
        .add(new Event.StepStarted(10_000 * MS, 0, "power-off: leader"))
        .fault(10_000, 16_000, 1, "power-off", "node1")
        .add(new Event.StepEnded(10_001 * MS, 0, true, ""))
        .add(new Event.StepStarted(10_001 * MS, 1, "expect: { leader: another-node }"))
        .leader(12_000, "")
        .leader(12_500, "node2")
        .add(new Event.StepEnded(12_520 * MS, 1, true, ""))
        .mark(14_000, 2, "stop", FaultMark.ASKED, "node3/agent")
        .mark(14_020, 2, "stop", FaultMark.FAILED, "node3/agent")
        .commits("node1", 0, 10_000, CommitResult.COMMITTED, 1)
        .commits("node1", 10_000, 16_500, CommitResult.SILENT, 1)
        .commits("node1", 16_500, 25_000, CommitResult.READ_ONLY, 1)
        .commits("node2", 0, 13_000, CommitResult.READ_ONLY, 1)
        .commits("node2", 13_000, 25_000, CommitResult.COMMITTED, 2)
        .routed("node2", 0, 13_200, false)
        .routed("node2", 13_200, 25_000, true)
        .appends("node1", 10, 10_000, 20, 1)
        .failing(10_000, 13_400, 20, ClientOutcome.INDEFINITE)
        .appends("node2", 13_400, 25_000, 20, 2)
        .server("node1", 0, 10_000, "PRIMARY", 1, false)
        .server("node1", 16_600, 25_000, "REPLICA", 2, true)
        .server("node2", 0, 12_900, "REPLICA", 1, true)
        .server("node2", 12_900, 25_000, "PRIMARY", 2, false)
        .server("node3", 0, 14_000, "REPLICA", 1, true)
        .server("node3", 14_000, 25_000, "REPLICA", 2, true)
        .ended(25_000);
  }

  private static Event silent(long atMs) {
    return new Event.ServerSample(
        atMs * MS,
        (atMs - 100) * MS,
        "node1",
        Reach.SILENT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
