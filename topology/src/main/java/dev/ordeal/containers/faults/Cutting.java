package dev.ordeal.containers.faults;

import dev.ordeal.containers.faults.LinkLook.Feel;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import java.io.IOException;
import java.util.List;

/** Silence by dropped packets, refusal by disabled proxies, stall by a toxic that holds back. */
final class Cutting {
  private Cutting() {}

  static AppliedFault apply(Place place, Cut fault) throws IOException, FaultUnavailable {
    return switch (fault.manner()) {
      case SILENCE -> silence(place, fault);
      case STALL -> stall(place, fault);
      case REFUSAL -> refusal(place, fault);
    };
  }

  private static List<Link> links(Cut fault) {
    return fault.flows().stream().map(Cut.Flow::link).distinct().toList();
  }

  static List<String> names(List<Link> links) {
    return links.stream().map(Link::toString).toList();
  }

  private static AppliedFault silence(Place place, Cut fault) throws IOException {
    Silence silence = Silence.over(place, fault.flows());
    return Applied.lasting(
        fault,
        names(links(fault)),
        silence.means(),
        () -> LinkLook.all(place, links(fault), List.of(feel(silence)), "silence"),
        silence::end);
  }

  /** How a silent link feels: a toxic cannot help accepting connections. */
  static Feel feel(Silence silence) {
    return silence.means().startsWith("packet") ? Feel.SILENT : Feel.ACCEPTS_AND_SAYS_NOTHING;
  }

  private static AppliedFault stall(Place place, Cut fault) throws IOException {
    Silence stall = Silence.stall(place, fault.flows());
    return Applied.lasting(
        fault,
        names(links(fault)),
        stall.means(),
        () ->
            LinkLook.all(
                place,
                links(fault),
                List.of(Feel.ACCEPTS_AND_SAYS_NOTHING),
                "accepted and no answer"),
        stall::end);
  }

  private static AppliedFault refusal(Place place, Cut fault) throws IOException, FaultUnavailable {
    if (fault.flows().stream().anyMatch(flow -> !flow.requests() || !flow.answers())) {
      throw new FaultUnavailable("a refusal goes both ways: one way alone cannot be refused");
    }
    Object holder = new Object();
    place.links().refusals().hold(holder, links(fault));
    return Applied.lasting(
        fault,
        names(links(fault)),
        "disabled proxies",
        () -> LinkLook.all(place, links(fault), List.of(Feel.REFUSES), "connection refused"),
        () -> {
          place.links().refusals().letGo(holder);
          return "proxies enabled";
        });
  }
}
