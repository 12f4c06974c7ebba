package dev.ordeal.analysis;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When a sensor itself said nothing. A refusal, and a component that does not answer within the
 * limit, are samples; a gap between samples is a silence.
 */
public final class Silences {
  private record Eye(Sensor sensor, String target) implements Comparable<Eye> {
    @Override
    public int compareTo(Eye other) {
      int bySensor = sensor.compareTo(other.sensor);
      return bySensor != 0 ? bySensor : target.compareTo(other.target);
    }
  }

  private final TreeMap<Eye, List<Long>> samples = new TreeMap<>();
  private final List<Event> watch;

  Silences(Evidence evidence) {
    for (Event event : evidence.events()) {
      eye(event)
          .ifPresent(
              eye -> samples.computeIfAbsent(eye, any -> new ArrayList<>()).add(event.atNs()));
    }
    watch = evidence.events().stream().filter(Silences::isOfTheWatch).toList();
  }

  private static Optional<Eye> eye(Event event) {
    return switch (event) {
      case Event.ServerSample sample -> Optional.of(new Eye(Sensor.SERVER, sample.node()));
      case Event.CommitProbe probe -> Optional.of(new Eye(Sensor.COMMIT, probe.node()));
      case Event.AgentSample sample -> Optional.of(new Eye(Sensor.AGENT, sample.node()));
      case Event.StoreProbe probe -> Optional.of(new Eye(Sensor.STORE, probe.member()));
      case Event.ProxySample sample -> Optional.of(new Eye(Sensor.PROXY, sample.proxy()));
      case Event.ProxySilent silent -> Optional.of(new Eye(Sensor.PROXY, silent.proxy()));
      default -> Optional.empty();
    };
  }

  private static boolean isOfTheWatch(Event event) {
    return switch (event) {
      case Event.SensorStarted started -> started.sensor() == Sensor.LEADER_KEY;
      case Event.SensorStopped stopped -> stopped.sensor() == Sensor.LEADER_KEY;
      default -> false;
    };
  }

  /** The longest silence within the window, where it is longer than {@code maxNs}. */
  public Optional<Span> of(Sensor sensor, String target, long fromNs, long toNs, long maxNs) {
    long last = fromNs;
    Span longest = new Span(target, fromNs, fromNs);
    for (long at : samples.getOrDefault(new Eye(sensor, target), List.of())) {
      if (at >= toNs) {
        break;
      }
      if (at > last) {
        longest = longer(longest, new Span(target, last, at));
        last = at;
      }
    }
    longest = longer(longest, new Span(target, last, toNs));
    return longest.lengthNs() > maxNs ? Optional.of(longest) : Optional.empty();
  }

  private static Span longer(Span one, Span other) {
    return other.lengthNs() > one.lengthNs() ? other : one;
  }

  /** A time within the window during which the leader key was not watched. */
  public Optional<Span> ofTheWatch(long fromNs, long toNs) {
    boolean on = false;
    long offSince = fromNs;
    for (Event event : watch) {
      boolean starts = event instanceof Event.SensorStarted;
      if (starts && !on && event.atNs() > fromNs && offSince < Math.min(event.atNs(), toNs)) {
        return Optional.of(new Span("leader key", offSince, Math.min(event.atNs(), toNs)));
      }
      if (!starts && on) {
        offSince = Math.max(fromNs, event.atNs());
      }
      on = starts;
    }
    return on || offSince >= toNs
        ? Optional.empty()
        : Optional.of(new Span("leader key", offSince, toNs));
  }
}
