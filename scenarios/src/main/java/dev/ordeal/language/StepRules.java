package dev.ordeal.language;

import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the steps of a story must mean in their environment. */
final class StepRules {
  private static final Set<Target.RoleWord> NODES =
      EnumSet.of(
          Target.RoleWord.LEADER,
          Target.RoleWord.FIRST_LEADER,
          Target.RoleWord.ANY_REPLICA,
          Target.RoleWord.EVERY_REPLICA,
          Target.RoleWord.SYNCHRONOUS_STANDBY,
          Target.RoleWord.ASYNCHRONOUS_STANDBY,
          Target.RoleWord.EVERY_NODE);
  private static final Set<Target.RoleWord> ENDS_ONLY =
      EnumSet.of(Target.RoleWord.CLIENTS, Target.RoleWord.EVERYTHING_ELSE);

  private final Optional<EnvironmentPlan> plan;
  private final LocatedNode root;
  private final Problems problems;
  private final Set<String> faultsSoFar = new LinkedHashSet<>();

  private StepRules(Optional<EnvironmentPlan> plan, LocatedNode root, Problems problems) {
    this.plan = plan;
    this.root = root;
    this.problems = problems;
  }

  static void check(
      List<Step> steps, Optional<EnvironmentPlan> plan, LocatedNode root, Problems problems) {
    var rules = new StepRules(plan, root, problems);
    steps.forEach(rules::check);
  }

  /** The same for one step that comes after faults of the given names. */
  static void check(
      Step step,
      Collection<String> faultsBefore,
      EnvironmentPlan plan,
      LocatedNode root,
      Problems problems) {
    var rules = new StepRules(Optional.of(plan), root, problems);
    rules.faultsSoFar.addAll(faultsBefore);
    rules.check(step);
  }

  static void blindfold(Located<Scenario.Blindfold> off, EnvironmentPlan plan, Problems problems) {
    blindfold(off.value(), off.position(), plan, problems);
  }

  private void check(Step step) {
    List<Target> targets = Targets.of(step.action());
    targets.forEach(target -> target(target, step));
    switch (step.action()) {
      case Action.PowerOff off -> nodesOnly(off.target(), step, "a power loss");
      case Action.FillDisk fill -> nodesOnly(fill.target(), step, "a full disk");
      case Action.SlowDisk slow -> nodesOnly(slow.target(), step, "a slow disk");
      case Action.Skew skew -> nodesOnly(skew.target(), step, "a bent clock");
      case Action.PromoteServer promote -> nodesOnly(promote.target(), step, "a promotion");
      case Action.RestartServer restart -> nodesOnly(restart.target(), step, "a server's restart");
      case Action.Reinitialize again -> nodesOnly(again.target(), step, "a reinitialization");
      case Action.Failover failover -> nodesOnly(failover.to(), step, "a failover");
      case Action.Switchover switchover ->
          switchover.to().ifPresent(to -> nodesOnly(to, step, "a switchover"));
      case Action.Kill kill -> part(kill.part(), kill.target(), step);
      case Action.Stop stop -> part(stop.part(), stop.target(), step);
      case Action.Restart restart -> part(restart.part(), restart.target(), step);
      case Action.Pause pause -> part(pause.part(), pause.target(), step);
      case Action.Heal heal -> heal(heal, step);
      case Action.Cut cut -> {
        if (cut.links().oneWay() && cut.manner() == Cut.Manner.REFUSAL) {
          problems.add(
              step.position(),
              "a refusal cannot go one way",
              "`between` and `and`, or `by: silence`");
        }
      }
      case Action.Slow slow -> {
        if (slow.jitter().compareTo(slow.latency()) > 0) {
          problems.add(
              step.position(),
              "the jitter is longer than the latency",
              "a jitter of at most the latency");
        }
      }
      case Action.Expect expect -> expectation(expect.expectation(), step);
      case Action.Blind blind ->
          plan.ifPresent(found -> blindfold(blind.blindfold(), step.position(), found, problems));
      default -> {}
    }
    if (needsAnotherNode(step.action()) && plan.filter(p -> p.nodes().size() < 2).isPresent()) {
      problems.add(
          step.position(), "there is no other node to lead", "an environment of several nodes");
    }
    String fault = Targets.faultName(step.action());
    if (step.lasting().isPresent()
        && (fault.isEmpty() || fault.equals("reset") || fault.equals("restart"))) {
      problems.add(
          step.position(), "`for` belongs to a fault that can be healed", "a step of its own");
    }
    if (!fault.isEmpty()) {
      faultsSoFar.add(fault);
    }
  }

  private static boolean needsAnotherNode(Action action) {
    return action instanceof Action.Switchover || action instanceof Action.Failover;
  }

  private void target(Target target, Step step) {
    switch (target) {
      case Target.Named named -> known(named.name(), step);
      case Target.MetBy met -> {
        if (!faultsSoFar.contains(met.yamlName())) {
          problems.add(
              step.position(),
              "no step before this one has a `" + met.yamlName() + "` that could have met anybody",
              "that step before this one");
        }
      }
      case Target.ByRole role -> role(role.role(), step);
      case Target.Group group -> group.members().forEach(member -> target(member, step));
    }
  }

  private void known(String name, Step step) {
    plan.ifPresent(found -> {
      List<String> members = members(found);
      if (!members.contains(name)) {
        problems.add(
            placeOf(name, step),
            "there is no member `" + name + "`",
            Suggestion.words(name, members));
      }
    });
  }

  private void role(Target.RoleWord role, Step step) {
    if (ENDS_ONLY.contains(role) && !Targets.hasLinks(step.action())) {
      problems.add(
          step.position(),
          "`" + Scalars.word(role) + "` is an end of links, and nothing else",
          "a member, as leader or proxy");
    }
    boolean asynchronous =
        plan.filter(found -> found.replication().mode() == Replication.Mode.ASYNCHRONOUS)
            .isPresent();
    if (role == Target.RoleWord.SYNCHRONOUS_STANDBY && asynchronous) {
      problems.add(
          step.position(),
          "an asynchronous environment has no synchronous standby",
          "`any-replica`, or the environment three-nodes-synchronous");
    }
  }

  private void nodesOnly(Target target, Step step, String what) {
    for (Target each : Targets.flat(target)) {
      boolean node =
          switch (each) {
            case Target.ByRole role -> NODES.contains(role.role());
            case Target.Named named ->
                plan.map(found ->
                        isNode(found, named.name()) || !members(found).contains(named.name()))
                    .orElse(true);
            case Target.MetBy _ -> true;
            case Target.Group _ -> true;
          };
      if (!node) {
        problems.add(
            step.position(), what + " happens to PostgreSQL nodes only", "as leader or node1");
      }
    }
  }

  private void part(Action.Part part, Target target, Step step) {
    if (part != Action.Part.WHOLE) {
      nodesOnly(target, step, "the end of an agent, a server or a backend");
    }
  }

  private void heal(Action.Heal heal, Step step) {
    List<String> faults =
        switch (heal.verb()) {
          case "start" -> List.of("power-off", "kill", "stop");
          case "resume" -> List.of("pause");
          default -> List.of();
        };
    if (!faults.isEmpty() && faults.stream().noneMatch(faultsSoFar::contains)) {
      problems.add(
          step.position(),
          "nothing was "
              + (heal.verb().equals("start") ? "stopped" : "paused")
              + " before this step",
          "a step before it with " + String.join(", ", faults));
    }
    if (faults.isEmpty() && faultsSoFar.isEmpty()) {
      problems.add(
          step.position(), "there is nothing to heal before this step", "a fault before it");
    }
  }

  private void expectation(Action.Expectation expectation, Step step) {
    if (expectation instanceof Action.Expectation.Streaming streaming) {
      plan.filter(found -> streaming.replicas() >= found.nodes().size())
          .ifPresent(found ->
              problems.add(
                  step.position(),
                  "there are only " + (found.nodes().size() - 1) + " replicas",
                  "at most that many stream"));
    }
  }

  private static void blindfold(
      Scenario.Blindfold blindfold, Position position, EnvironmentPlan plan, Problems problems) {
    List<String> looked = new ArrayList<>();
    if (blindfold.sensor() == Sensor.STORE || blindfold.sensor() == Sensor.LEADER_KEY) {
      plan.store().members().forEach(member -> looked.add(member.value()));
    } else if (blindfold.sensor() == Sensor.PROXY) {
      looked.add(plan.proxy().name().value());
    } else {
      plan.nodes().forEach(node -> looked.add(node.value()));
    }
    if (!blindfold.target().equals("any") && !looked.contains(blindfold.target())) {
      problems.add(
          position,
          "that sensor does not look at `" + blindfold.target() + "`",
          Suggestion.words(blindfold.target(), looked));
    }
  }

  private static boolean isNode(EnvironmentPlan plan, String name) {
    return plan.nodes().stream().anyMatch(node -> node.value().equals(name));
  }

  private static List<String> members(EnvironmentPlan plan) {
    List<String> members = new ArrayList<>();
    plan.nodes().stream().map(NodeName::value).forEach(members::add);
    plan.store().members().stream().map(NodeName::value).forEach(members::add);
    members.add(plan.proxy().name().value());
    return members;
  }

  /** Where {@code word} stands at or after the beginning of a step. */
  private Position placeOf(String word, Step step) {
    return scalars(root)
        .filter(scalar -> scalar.text().equals(word))
        .map(LocatedNode.Scalar::position)
        .filter(position -> position.compareTo(step.position()) >= 0)
        .findFirst()
        .orElse(step.position());
  }

  private static java.util.stream.Stream<LocatedNode.Scalar> scalars(LocatedNode node) {
    return switch (node) {
      case LocatedNode.Scalar scalar -> java.util.stream.Stream.of(scalar);
      case LocatedNode.Sequence sequence -> sequence.items().stream().flatMap(StepRules::scalars);
      case LocatedNode.Mapping mapping ->
          mapping.entries().stream().flatMap(entry -> scalars(entry.value()));
    };
  }
}
