package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.containers.links.ToxiproxyApi.Stream;
import dev.ordeal.environment.fault.Cut.Flow;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Silence over flows: by dropping packets where the kernel has a filter, else by toxics that hold
 * everything back, which do accept connections and say so in their means.
 */
interface Silence {
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
        toxics.add(flow.link(), "latency", Stream.UPSTREAM, Map.of("latency", 3_600_000L));
      }
      if (flow.answers()) {
        toxics.add(flow.link(), "latency", Stream.DOWNSTREAM, Map.of("latency", 3_600_000L));
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
}
