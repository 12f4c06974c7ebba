package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.containers.links.ToxiproxyApi.Stream;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.fault.Throttle;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Toxic {@code bandwidth} on both streams; its unit is 1,000 bytes a second. */
final class Throttling {
  private static final long UNIT = 1000;

  private Throttling() {}

  static AppliedFault apply(Place place, Throttle fault) throws IOException, FaultUnavailable {
    if (fault.bytesPerSecond() < UNIT) {
      throw new FaultUnavailable("Toxiproxy's lowest rate is 1 kB/s, or 0 for nothing");
    }
    Toxics toxics = new Toxics(place.links(), place.uniqueName("throttle"));
    Map<String, Long> attributes = Map.of("rate", fault.bytesPerSecond() / UNIT);
    for (Link link : fault.links()) {
      toxics.add(link, "bandwidth", Stream.UPSTREAM, attributes);
      toxics.add(link, "bandwidth", Stream.DOWNSTREAM, attributes);
    }
    return Applied.lasting(
        fault,
        Cutting.names(fault.links()),
        "toxic bandwidth",
        () -> look(place, fault),
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
          : Optional.of("Toxiproxy holds the toxic; this link carries too little to measure it");
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
