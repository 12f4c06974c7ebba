package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Slice;
import java.io.IOException;
import java.util.Optional;

/** Toxic {@code slicer} on both streams. */
final class Slicing {
  private Slicing() {}

  static AppliedFault apply(Place place, Slice fault) throws IOException {
    Toxics toxics = new Toxics(place.links(), place.uniqueName("slice"));
    for (Link link : fault.links()) {
      toxics.addBoth(
          link,
          (list, name, direction) ->
              list.slicer(name, direction, fault.averageBytes(), fault.pause().toNanos() / 1000)
                  .setSizeVariation(fault.averageBytes() / 2));
    }
    return Applied.lasting(
        fault,
        Cutting.names(fault.links()),
        "toxic slicer",
        () -> Held.and(toxics, look(place, fault)),
        toxics::remove);
  }

  private static Optional<String> look(Place place, Slice fault) throws IOException {
    Link link = fault.links().getFirst();
    LinkLook.Reply reply = LinkLook.reply(place, link, 5000);
    int bytes = reply.pieces().stream().mapToInt(Integer::intValue).sum();
    if (bytes > 0 && bytes <= fault.averageBytes()) {
      return Optional.of("an answer on " + link + " is too short to be sliced");
    }
    return reply.pieces().size() > 1
        ? Optional.of(bytes + " bytes came in " + reply.pieces().size() + " pieces on " + link)
        : Optional.empty();
  }
}
