package dev.ordeal.engine;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.FillDisk;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.RevokeLease;
import dev.ordeal.environment.fault.Skew;
import dev.ordeal.environment.fault.Slice;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.environment.fault.SlowDisk;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.environment.fault.Throttle;
import dev.ordeal.language.Action;
import dev.ordeal.language.Action.Links;
import dev.ordeal.language.Target;
import dev.ordeal.names.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** From what a step says to faults on members that are there: targets and links are resolved. */
final class FaultMaker {
  private final Cast cast;
  private final LinkFinder finder;

  FaultMaker(Cast cast, List<Link> links) {
    this.cast = cast;
    this.finder = new LinkFinder(links);
  }

  /** A fault and the members that it meets, by which later steps may call them. */
  record Planned(Fault fault, List<String> members) {}

  /**
   * The faults of a step, to be applied at once; empty where the action is not a fault.
   *
   * @throws Unresolved where nobody is what a target says
   */
  List<Planned> faults(Action action) throws Unresolved {
    return switch (action) {
      case Action.PowerOff a -> onNodes(a.target(), PowerOff::new);
      case Action.FillDisk a -> onNodes(a.target(), FillDisk::new);
      case Action.SlowDisk a -> onNodes(a.target(), node -> new SlowDisk(node, a.fsync()));
      case Action.Skew a -> onNodes(a.target(), node -> new Skew(node, a.offset()));
      case Action.PromoteServer a -> onNodes(a.target(), PromoteServer::new);
      case Action.RevokeLease a -> onNodes(a.target(), RevokeLease::new);
      case Action.Kill a ->
          cast.components(a.part(), a.target()).stream()
              .map(c -> planned(new Kill(c), c.host()))
              .toList();
      case Action.Stop a ->
          cast.components(a.part(), a.target()).stream()
              .map(c -> planned(new Stop(c), c.host()))
              .toList();
      case Action.Pause a ->
          cast.components(a.part(), a.target()).stream()
              .map(c -> planned(new Pause(c), c.host()))
              .toList();
      case Action.Restart a ->
          cast.components(a.part(), a.target()).stream()
              .map(c -> planned(new Restart(c, a.down()), c.host()))
              .toList();
      case Action.Cut a -> cut(a);
      case Action.Slow a -> onLinks(a.links(), links -> new Slow(links, a.latency(), a.jitter()));
      case Action.Throttle a ->
          onLinks(a.links(), links -> new Throttle(links, a.bytesPerSecond()));
      case Action.Reset a -> onLinks(a.links(), Reset::new);
      case Action.Slice a ->
          onLinks(a.links(), links -> new Slice(links, a.averageBytes(), a.pause()));
      default -> List.of();
    };
  }

  private List<Planned> onNodes(Target target, Function<NodeName, Fault> fault) throws Unresolved {
    List<Planned> found = new ArrayList<>();
    for (NodeName node : cast.nodes(target)) {
      found.add(planned(fault.apply(node), node));
    }
    return found;
  }

  private static Planned planned(Fault fault, NodeName member) {
    return new Planned(fault, List.of(member.value()));
  }

  private List<Planned> cut(Action.Cut action) throws Unresolved {
    var ends = cast.ends(action.links().from(), action.links().to());
    var flows = finder.flows(action.links(), ends.getFirst(), ends.getLast());
    if (flows.isEmpty()) {
      throw noLink(ends);
    }
    return List.of(new Planned(new Cut(flows, action.manner()), ends.getFirst()));
  }

  private List<Planned> onLinks(Links asked, Function<List<Link>, Fault> fault) throws Unresolved {
    var ends = cast.ends(asked.from(), asked.to());
    var links = finder.links(asked, ends.getFirst(), ends.getLast());
    if (links.isEmpty()) {
      throw noLink(ends);
    }
    return List.of(new Planned(fault.apply(links), ends.getFirst()));
  }

  private static Unresolved noLink(List<List<String>> ends) {
    return new Unresolved(
        "there is no such link between %s and %s"
            .formatted(String.join(", ", ends.getFirst()), String.join(", ", ends.getLast())));
  }
}
