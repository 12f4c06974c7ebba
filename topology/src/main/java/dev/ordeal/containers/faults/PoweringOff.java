package dev.ordeal.containers.faults;

import com.github.dockerjava.api.exception.DockerException;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.faults.LinkLook.Feel;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.PowerOff;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Every packet of the node's links is dropped first, so that its end is not heard: then SIGKILL.
 */
final class PoweringOff {
  private PoweringOff() {}

  static AppliedFault apply(Place place, PowerOff fault) throws IOException {
    String node = fault.node().value();
    List<Cut.Flow> flows =
        place.addresses().links().stream()
            .filter(link -> link.source().equals(node) || link.destination().equals(node))
            .map(link -> new Cut.Flow(link, true, true))
            .toList();
    Silence silence = Silence.over(place, flows);
    Part part = place.part(fault.node());
    try {
      part.kill();
    } catch (DockerException e) {
      silence.end();
      throw e;
    }
    List<Link> towards =
        flows.stream().map(Cut.Flow::link).filter(link -> link.destination().equals(node)).toList();
    // Toxics accept for the dead, and close once Toxiproxy has given up on these.
    List<Feel> feels =
        Cutting.feel(silence) == Feel.SILENT
            ? List.of(Feel.SILENT)
            : List.of(Feel.ACCEPTS_AND_SAYS_NOTHING, Feel.REFUSES);
    return Applied.lasting(
        fault,
        List.of(node),
        silence.means() + ", then SIGKILL",
        () ->
            part.status().equals("exited")
                ? LinkLook.all(place, towards, feels, "its container is dead, no answer")
                : Optional.empty(),
        () -> {
          part.start();
          return "started; " + silence.end();
        });
  }
}
