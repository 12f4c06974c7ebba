package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Slow;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Toxic {@code latency} on both streams: each direction by itself. */
final class Slowing {
  private Slowing() {}

  static AppliedFault apply(Place place, Slow fault) throws IOException {
    Toxics toxics = new Toxics(place.links(), place.uniqueName("slow"));
    for (Link link : fault.links()) {
      toxics.addBoth(
          link,
          (list, name, direction) ->
              list.latency(name, direction, fault.latency().toMillis())
                  .setJitter(fault.jitter().toMillis()));
    }
    return Applied.lasting(
        fault,
        Cutting.names(fault.links()),
        "toxic latency",
        () -> Held.and(toxics, look(place, fault)),
        toxics::remove);
  }

  /** A question and its answer take the latency twice, less what jitter may take off. */
  private static Optional<String> look(Place place, Slow fault) throws IOException {
    Duration least = fault.latency().minus(fault.jitter()).multipliedBy(2);
    int limit = (int) fault.latency().plus(fault.jitter()).multipliedBy(2).toMillis() + 2000;
    Link link = fault.links().getFirst();
    LinkLook.Reply reply = LinkLook.reply(place, link, limit);
    long millis = reply.nanos() / 1_000_000;
    return !reply.pieces().isEmpty() && millis >= Math.max(1, least.toMillis())
        ? Optional.of("an answer took " + millis + " ms on " + link)
        : Optional.empty();
  }
}
