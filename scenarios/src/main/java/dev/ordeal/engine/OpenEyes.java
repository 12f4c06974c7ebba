package dev.ordeal.engine;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.language.Scenario.Blindfold;
import dev.ordeal.names.NodeName;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tells when the sensors look as often as they should: a run is warm only once its eyes are open,
 * and what comes before that is not judged by them.
 */
final class OpenEyes implements Consumer<Event> {
  private static final int STEADY_SAMPLES = 25;
  private static final long LONGEST_GAP_NS = 200_000_000;

  private final TreeMap<String, Eye> commits = new TreeMap<>();
  private boolean leaderKeySeen;

  private record Eye(int steadySamples, long lastNs) {
    Eye seeing(long atNs) {
      return new Eye(atNs - lastNs <= LONGEST_GAP_NS ? steadySamples + 1 : 0, atNs);
    }
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.LeaderKeyChanged _ -> leaderKeySeen = true;
      case Event.CommitProbe probe ->
          commits.merge(
              probe.node(), new Eye(0, probe.atNs()), (eye, _) -> eye.seeing(probe.atNs()));
      default -> {}
    }
  }

  /** Forgets how steady they were. */
  synchronized void blink() {
    commits.replaceAll((_, eye) -> new Eye(0, eye.lastNs()));
  }

  /** Whether the leader key and every node were seen, those left out that are to stay unseen. */
  synchronized boolean areOpen(List<NodeName> nodes, List<Blindfold> off) {
    boolean keyOff = off.stream().anyMatch(each -> each.sensor() == Sensor.LEADER_KEY);
    return (leaderKeySeen || keyOff)
        && nodes.stream()
            .filter(node -> !isOff(node, off))
            .map(node -> commits.getOrDefault(node.value(), new Eye(0, 0)))
            .allMatch(eye -> eye.steadySamples() >= STEADY_SAMPLES);
  }

  private static boolean isOff(NodeName node, List<Blindfold> off) {
    return off.stream()
        .anyMatch(each ->
            each.sensor() == Sensor.COMMIT
                && (each.target().equals("any") || each.target().equals(node.value())));
  }
}
