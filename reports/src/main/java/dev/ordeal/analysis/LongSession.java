package dev.ordeal.analysis;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A long-lived session, from its opening to its end, and the node behind it. */
public record LongSession(
    String name, String path, Optional<String> node, long openedNs, Optional<Long> closedNs) {

  /** All of a run; a name may be opened again after its end. */
  public static List<LongSession> of(Run run) {
    TreeMap<String, LongSession> sessions = new TreeMap<>();
    List<LongSession> earlier = new ArrayList<>();
    for (Event event : run.evidence().events()) {
      switch (event) {
        case Event.SessionOpened o -> {
          var opened =
              new LongSession(o.session(), o.path(), o.servedBy(), o.atNs(), Optional.empty());
          Optional.ofNullable(sessions.put(o.session(), opened)).ifPresent(earlier::add);
        }
        case Event.SessionClosed c ->
            sessions.computeIfPresent(c.session(), (name, s) -> s.closed(c.atNs()));
        case Event.ClientOperation op when op.outcome() == ClientOutcome.OK ->
            sessions.computeIfPresent(op.session(), (name, s) -> s.servedBy(op.servedBy()));
        default -> {
          // Nothing else tells of sessions.
        }
      }
    }
    earlier.addAll(sessions.values());
    return List.copyOf(earlier);
  }

  /** The node of a session is the first that is known: a session never moves. */
  private LongSession servedBy(Optional<String> server) {
    return new LongSession(name, path, node.or(() -> server), openedNs, closedNs);
  }

  private LongSession closed(long atNs) {
    return new LongSession(name, path, node, openedNs, Optional.of(closedNs.orElse(atNs)));
  }

  /** Whether it was open at some instant of the window. */
  public boolean livedWithin(long fromNs, long toNs) {
    return openedNs <= toNs && closedNs.map(closed -> closed >= fromNs).orElse(true);
  }
}
