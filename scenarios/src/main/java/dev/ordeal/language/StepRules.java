package dev.ordeal.language;

import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Suggestion;
import java.util.ArrayList;
import java.util.EnumSet;
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
          Target.RoleWord.ANOTHER_REPLICA,
          Target.RoleWord.EVERY_REPLICA,
          Target.RoleWord.SYNCHRONOUS_STANDBY,
          Target.RoleWord.ASYNCHRONOUS_STANDBY,
          Target.RoleWord.EVERY_NODE);
  private static final Set<Target.RoleWord> ENDS_ONLY =
      EnumSet.of(Target.RoleWord.CLIENTS, Target.RoleWord.EVERYTHING_ELSE);

  private final Optional<EnvironmentPlan> plan;
  private final Problems problems;
  private final FaultsBefore before;

  private StepRules(Optional<EnvironmentPlan> plan, FaultsBefore before, Problems problems) {
    this.plan = plan;
    this.before = before;
    this.problems = problems;
  }

  /** Looks at the steps that could be read, among all that are written. */
  static void check(
      List<Step> steps,
      List<WrittenStep> written,
      Optional<EnvironmentPlan> plan,
      Problems problems) {
    var rules = new StepRules(plan, new FaultsBefore(), problems);
    for (WrittenStep each : written) {
      Optional<Step> step = each.in(steps);
      step.ifPresent(read -> rules.check(read, each));
      rules.before.add(each, step);
    }
  }

  /** Looks at a step that comes after {@code before}. */
  static void check(
      Step step,
      WrittenStep written,
      FaultsBefore before,
      EnvironmentPlan plan,
      Problems problems) {
    new StepRules(Optional.of(plan), before, problems).check(step, written);
  }

  private void check(Step step, WrittenStep written) {
    Targets.of(step.action()).forEach(target -> target(target, step, written));
    plan.ifPresent(
        found -> GuardianRule.check(step.action(), written.key("guardian"), found, problems));
    switch (step.action()) {
      case Action.PowerOff off -> nodesOnly(off.target(), written, "a power loss");
      case Action.FillDisk fill -> nodesOnly(fill.target(), written, "a full disk");
      case Action.SlowDisk slow -> nodesOnly(slow.target(), written, "a slow disk");
      case Action.Skew skew -> nodesOnly(skew.target(), written, "a bent clock");
      case Action.PromoteServer promote -> nodesOnly(promote.target(), written, "a promotion");
      case Action.RevokeLease revoke -> nodesOnly(revoke.target(), written, "a lost lease");
      case Action.RestartServer restart ->
          nodesOnly(restart.target(), written, "a server's restart");
      case Action.Reinitialize again -> nodesOnly(again.target(), written, "a reinitialization");
      case Action.Failover failover -> nodesOnly(failover.to(), written, "a failover");
      case Action.Switchover switchover ->
          switchover.to().ifPresent(to -> nodesOnly(to, written, "a switchover"));
      case Action.Kill kill -> part(kill.part(), kill.target(), written);
      case Action.Stop stop -> part(stop.part(), stop.target(), written);
      case Action.Restart restart -> part(restart.part(), restart.target(), written);
      case Action.Pause pause -> part(pause.part(), pause.target(), written);
      case Action.Heal heal -> heal(heal, written);
      case Action.Cut cut -> {
        if (cut.links().oneWay() && cut.manner() == Cut.Manner.REFUSAL) {
          problems.add(
              written.value("by"),
              "a refusal cannot go one way",
              "`between` and `and`, or `by: silence`");
        }
      }
      case Action.Slow slow -> {
        if (slow.jitter().compareTo(slow.latency()) > 0) {
          problems.add(
              written.value("jitter"),
              "the jitter is longer than the latency",
              "a jitter of at most the latency");
        }
      }
      case Action.Expect expect -> expectation(expect.expectation(), written);
      case Action.Blind blind ->
          plan.ifPresent(found ->
              BlindfoldRules.check(blind.blindfold(), written.value("target"), found, problems));
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
          written.key("for"), "`for` belongs to a fault that can be healed", "a step of its own");
    }
    String background = StepForm.BACKGROUND.name();
    if (step.inBackground() && !mayGoOnInBackground(step.action())) {
      problems.add(
          written.key(background),
          "`background` belongs to an operation that takes time",
          "a switchover, failover, reconfigure, restart-server or reinitialize");
    }
  }

  /** What waits for an answer that may take its time. */
  private static boolean mayGoOnInBackground(Action action) {
    return switch (action) {
      case Action.Switchover _,
          Action.Failover _,
          Action.RestartServer _,
          Action.Reinitialize _,
          Action.Reconfigure _ ->
          true;
      default -> false;
    };
  }

  private static boolean needsAnotherNode(Action action) {
    return action instanceof Action.Switchover || action instanceof Action.Failover;
  }

  private void target(Target target, Step step, WrittenStep written) {
    switch (target) {
      case Target.Named named -> known(named.name(), written);
      case Target.MetBy met -> {
        if (!before.mayHave(List.of(met.yamlName()))) {
          problems.add(
              written.word(TargetWords.written(met)),
              "no step before this one has a `" + met.yamlName() + "` that could have met anybody",
              "that step before this one");
        }
      }
      case Target.ByRole role -> role(role, step, written);
      case Target.Group group -> group.members().forEach(member -> target(member, step, written));
    }
  }

  private void known(String name, WrittenStep written) {
    plan.ifPresent(found -> {
      List<String> members = members(found);
      if (!members.contains(name)) {
        problems.add(
            written.word(name),
            "there is no member `" + name + "`",
            Suggestion.words(name, members));
      }
    });
  }

  private void role(Target.ByRole target, Step step, WrittenStep written) {
    if (ENDS_ONLY.contains(target.role()) && !Targets.hasLinks(step.action())) {
      problems.add(
          written.word(TargetWords.written(target)),
          "`" + TargetWords.written(target) + "` is an end of links, and nothing else",
          "a member, as leader or proxy");
    }
    boolean asynchronous =
        plan.filter(found -> found.replication().mode() == Replication.Mode.ASYNCHRONOUS)
            .isPresent();
    if (target.role() == Target.RoleWord.SYNCHRONOUS_STANDBY && asynchronous) {
      problems.add(
          written.word(TargetWords.written(target)),
          "an asynchronous environment has no synchronous standby",
          "`any-replica`, or the environment three-nodes-synchronous");
    }
  }

  private void nodesOnly(Target target, WrittenStep written, String what) {
    for (Target each : Targets.flat(target)) {
      if (each instanceof Target.MetBy met) {
        before.metBy(met.yamlName()).stream()
            .filter(one -> !isNode(one))
            .findFirst()
            .ifPresent(one ->
                problems.add(
                    written.word(TargetWords.written(met)),
                    what + " happens to PostgreSQL nodes only",
                    "`%s` is %s here"
                        .formatted(TargetWords.written(met), TargetWords.written(one))));
      } else if (!isNode(each)) {
        problems.add(
            written.word(TargetWords.written(each)),
            what + " happens to PostgreSQL nodes only",
            "as leader or node1");
      }
    }
  }

  /** Whether it is a node; also where that cannot be said, and where another rule says so. */
  private boolean isNode(Target target) {
    return switch (target) {
      case Target.ByRole role -> NODES.contains(role.role());
      case Target.Named named ->
          plan.map(found -> isNode(found, named.name()) || !members(found).contains(named.name()))
              .orElse(true);
      case Target.MetBy _, Target.Group _ -> true;
    };
  }

  private void part(Action.Part part, Target target, WrittenStep written) {
    if (part != Action.Part.WHOLE) {
      nodesOnly(target, written, "the end of an agent, a guardian, a server or a backend");
    }
  }

  private void heal(Action.Heal heal, WrittenStep written) {
    List<String> faults =
        switch (heal.verb()) {
          case "start" -> List.of("power-off", "kill", "stop");
          case "resume" -> List.of("pause");
          default -> List.of();
        };
    if (!faults.isEmpty() && !before.mayHave(faults)) {
      problems.add(
          written.key(heal.verb()),
          "nothing was "
              + (heal.verb().equals("start") ? "stopped" : "paused")
              + " before this step",
          "a step before it with " + String.join(", ", faults));
    }
    if (faults.isEmpty() && !before.mayHaveAny()) {
      problems.add(
          written.key(heal.verb()),
          "there is nothing to heal before this step",
          "a fault before it");
    }
  }

  private void expectation(Action.Expectation expectation, WrittenStep written) {
    if (expectation instanceof Action.Expectation.Streaming streaming) {
      plan.filter(found -> streaming.replicas() >= found.nodes().size())
          .ifPresent(found ->
              problems.add(
                  written.value("streaming"),
                  "there are only " + (found.nodes().size() - 1) + " replicas",
                  "at most that many stream"));
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
}
