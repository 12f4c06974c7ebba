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
import java.util.List;

/** The plain names of what a fault is meant to meet, before it is applied. */
final class FaultTargets {
  private FaultTargets() {}

  static List<String> of(Fault fault) {
    return switch (fault) {
      case PowerOff f -> List.of(f.node().value());
      case Kill f -> List.of(f.component().toString());
      case Stop f -> List.of(f.component().toString());
      case Restart f -> List.of(f.component().toString());
      case Pause f -> List.of(f.component().toString());
      case Cut f -> links(f.flows().stream().map(Cut.Flow::link).toList());
      case Slow f -> links(f.links());
      case Throttle f -> links(f.links());
      case Reset f -> links(f.links());
      case Slice f -> links(f.links());
      case FillDisk f -> List.of(f.node().value());
      case SlowDisk f -> List.of(f.node().value());
      case Skew f -> List.of(f.node().value());
      case PromoteServer f -> List.of(f.node() + "/server");
      case RevokeLease f -> List.of(f.node().value());
    };
  }

  private static List<String> links(List<Link> links) {
    return links.stream().map(Link::toString).toList();
  }
}
