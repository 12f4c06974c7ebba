package dev.ordeal.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The targets that an action names, and the fault that it is. */
final class Targets {
  /** The YAML names of faults that stay in force or can be met again. */
  static final List<String> FAULTS =
      List.of(
          "power-off",
          "kill",
          "stop",
          "restart",
          "pause",
          "cut",
          "slow",
          "throttle",
          "reset",
          "slice",
          "fill-disk",
          "slow-disk",
          "skew");

  private Targets() {}

  static List<Target> of(Action action) {
    return switch (action) {
      case Action.PowerOff each -> List.of(each.target());
      case Action.Kill each -> List.of(each.target());
      case Action.Stop each -> List.of(each.target());
      case Action.Restart each -> List.of(each.target());
      case Action.Pause each -> List.of(each.target());
      case Action.Heal each -> List.of(each.target());
      case Action.FillDisk each -> List.of(each.target());
      case Action.SlowDisk each -> List.of(each.target());
      case Action.Skew each -> List.of(each.target());
      case Action.PromoteServer each -> List.of(each.target());
      case Action.RevokeLease each -> List.of(each.target());
      case Action.Failover each -> List.of(each.to());
      case Action.RestartServer each -> List.of(each.target());
      case Action.Reinitialize each -> List.of(each.target());
      case Action.Switchover each -> each.to().map(List::of).orElse(List.of());
      case Action.Cut each -> ends(each.links());
      case Action.Slow each -> ends(each.links());
      case Action.Throttle each -> ends(each.links());
      case Action.Reset each -> ends(each.links());
      case Action.Slice each -> ends(each.links());
      case Action.Expect expect ->
          expect.expectation() instanceof Action.Expectation.LeaderIs leader
              ? leader.target().map(List::of).orElse(List.of())
              : List.of();
      case Action.HealEverything _,
          Action.Reconfigure _,
          Action.Maintenance _,
          Action.Blind _,
          Action.Wait _ ->
          List.of();
    };
  }

  static boolean hasLinks(Action action) {
    return action instanceof Action.Cut
        || action instanceof Action.Slow
        || action instanceof Action.Throttle
        || action instanceof Action.Reset
        || action instanceof Action.Slice;
  }

  /** The YAML name of the fault that an action is; empty where it is none. */
  static String faultName(Action action) {
    return switch (action) {
      case Action.PowerOff _ -> "power-off";
      case Action.Kill _ -> "kill";
      case Action.Stop _ -> "stop";
      case Action.Restart _ -> "restart";
      case Action.Pause _ -> "pause";
      case Action.Cut _ -> "cut";
      case Action.Slow _ -> "slow";
      case Action.Throttle _ -> "throttle";
      case Action.Reset _ -> "reset";
      case Action.Slice _ -> "slice";
      case Action.FillDisk _ -> "fill-disk";
      case Action.SlowDisk _ -> "slow-disk";
      case Action.Skew _ -> "skew";
      default -> "";
    };
  }

  /** Those by whom later steps may call what the fault met: of links, the first end. */
  static Target met(Action fault) {
    return of(fault).getFirst();
  }

  /** A group taken apart. */
  static List<Target> flat(Target target) {
    return target instanceof Target.Group group
        ? group.members().stream().flatMap(member -> flat(member).stream()).toList()
        : List.of(target);
  }

  private static List<Target> ends(Action.Links links) {
    List<Target> ends = new ArrayList<>();
    Stream.of(links.from(), links.to()).forEach(ends::add);
    return ends;
  }
}
