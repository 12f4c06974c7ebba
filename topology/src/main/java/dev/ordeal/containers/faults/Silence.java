package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.environment.fault.Cut.Flow;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.util.List;

/**
 * Silence over flows: by dropping packets where the kernel has a filter, else by toxics that hold
 * everything back, which do accept connections and say so in their means.
 */
interface Silence {
  /** Longer than any fault lasts, milliseconds. */
  long HOUR = 3_600_000;

  String means();

  /** Ends it; idempotent. Says how. */
  String end() throws IOException;

  static Silence over(Place place, List<Flow> flows) throws IOException {
    return place.links().filter().isThere() ? drop(place, flows) : stall(place, flows);
  }

  private static Silence drop(Place place, List<Flow> flows) throws IOException {
    Object holder = new Object();
    place.links().filter().hold(holder, flows);
    return new Silence() {
      @Override
      public String means() {
        return "packet drop";
      }

      @Override
      public String end() throws IOException {
        place.links().filter().letGo(holder);
        return "packets pass again";
      }
    };
  }

  /** Holds everything back for an hour. Nothing is lost, and connections are accepted. */
  static Silence stall(Place place, List<Flow> flows) throws IOException {
    Toxics toxics = new Toxics(place.links(), place.uniqueName("stall"));
    for (Flow flow : flows) {
      if (flow.requests()) {
        toxics.add(flow.link(), ToxicDirection.UPSTREAM, Silence::hold);
      }
      if (flow.answers()) {
        toxics.add(flow.link(), ToxicDirection.DOWNSTREAM, Silence::hold);
      }
    }
    return new Silence() {
      @Override
      public String means() {
        return "toxic latency 1 h";
      }

      @Override
      public String end() throws IOException {
        return toxics.remove();
      }
    };
  }

  private static void hold(ToxicList toxics, String name, ToxicDirection direction)
      throws IOException {
    toxics.latency(name, direction, HOUR);
  }
}
