package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.fault.Throttle;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Toxic {@code bandwidth} on both streams; its unit is 1,000 bytes a second. */
final class Throttling {
  private Throttling() {}

  static AppliedFault apply(Place place, Throttle fault) throws IOException, FaultUnavailable {
    if (fault.bytesPerSecond() < Throttle.LEAST) {
      throw new FaultUnavailable("Toxiproxy's lowest rate is 1 kB/s");
    }
    Toxics toxics = new Toxics(place.links(), place.uniqueName("throttle"));
    for (Link link : fault.links()) {
      toxics.addBoth(
          link,
          (list, name, direction) ->
              list.bandwidth(name, direction, fault.bytesPerSecond() / Throttle.LEAST));
    }
    return Applied.lasting(
        fault,
        Cutting.names(fault.links()),
        "toxic bandwidth",
        () -> Held.and(toxics, look(place, fault)),
        toxics::remove);
  }

  /** Half a second's worth is read through a link to a server; others carry too little to tell. */
  private static Optional<String> look(Place place, Throttle fault) throws IOException {
    Optional<Link> server =
        fault.links().stream()
            .filter(link -> link.port() != Ports.REST)
            .filter(link -> link.port() / 100 != 23)
            .findFirst();
    if (server.isEmpty()) {
      LinkLook.Reply reply = LinkLook.reply(place, fault.links().getFirst(), 5000);
      return reply.pieces().isEmpty()
          ? Optional.empty()
          : Optional.of(
              "an answer came on %s, which carries too little to measure"
                  .formatted(fault.links().getFirst()));
    }
    long bytes = Math.min(fault.bytesPerSecond() / 2, 2_000_000);
    Link link = server.get();
    long begin = System.nanoTime();
    Superuser.ask(
        place,
        place.links().listen(link),
        link.port(),
        "select repeat('x', " + bytes + ")",
        Duration.ofSeconds(5));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return bytes / seconds <= fault.bytesPerSecond()
        ? Optional.of("%d bytes took %.2f s on %s".formatted(bytes, seconds, link))
        : Optional.empty();
  }
}
