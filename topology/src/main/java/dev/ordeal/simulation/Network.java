package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.simulation.Delivery.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who can reach whom now: the state of every host, and the cuts in force. */
final class Network {
  private static final Duration DELAY = Duration.ofNanos(200_000);

  private final SortedMap<String, Host> hosts = new TreeMap<>();
  private final List<Cut> cuts = new ArrayList<>();

  /** Which way a message goes on a connection from source to destination. */
  enum Direction {
    REQUEST,
    ANSWER
  }

  void add(String name, Host host) {
    hosts.put(name, host);
  }

  void cut(Cut cut) {
    cuts.add(cut);
  }

  void mend(Cut cut) {
    cuts.remove(cut);
  }

  /** What becomes of a message on the connection from {@code source} to {@code destination}. */
  Delivery reach(String source, String destination, int port, Direction direction) {
    return new Delivery(outcome(new Link(source, destination, port), direction), DELAY);
  }

  /** A request and its answer at once; the worse of the two outcomes, and both delays. */
  Delivery exchange(String source, String destination, int port) {
    Delivery request = reach(source, destination, port, Direction.REQUEST);
    Delivery answer = reach(source, destination, port, Direction.ANSWER);
    Outcome worse = request.delivered() ? answer.outcome() : request.outcome();
    return new Delivery(worse, request.delay().plus(answer.delay()));
  }

  private Outcome outcome(Link link, Direction direction) {
    Host from = hosts.get(link.source());
    if (from != null && from.presence() != Presence.LISTENING) {
      return outcome(from.presence());
    }
    Outcome way = way(link, direction);
    Host to = hosts.get(link.destination());
    return way != Outcome.DELIVERED || to == null ? way : outcome(to.at(link.port()));
  }

  /** A refusal wins over silence: whoever resets a connection is heard. */
  private Outcome way(Link link, Direction direction) {
    Outcome found = Outcome.DELIVERED;
    for (Cut cut : cuts) {
      for (Cut.Flow flow : cut.flows()) {
        boolean met = direction == Direction.REQUEST ? flow.requests() : flow.answers();
        if (met && flow.link().equals(link)) {
          if (cut.manner() == Cut.Manner.REFUSAL) {
            return Outcome.REFUSED;
          }
          found = Outcome.DROPPED;
        }
      }
    }
    return found;
  }

  private static Outcome outcome(Presence presence) {
    return switch (presence) {
      case LISTENING -> Outcome.DELIVERED;
      case SILENT -> Outcome.DROPPED;
      case CLOSED -> Outcome.REFUSED;
    };
  }
}
