package dev.ordeal.engine;

import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Operations;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.language.Action;
import dev.ordeal.language.Target;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the agents for what an operator would ask, and leaves the marks of it. */
final class OperationPlayer {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(20);
  private final Operations operations;
  private final Cast cast;
  private final Marks marks;
  private final TaskGroup group;
  private final List<Task> underWay = new ArrayList<>();
  private Optional<Integer> maintenance = Optional.empty();
  private long maintenanceSinceNs;

  OperationPlayer(World world, Operations operations, Cast cast, Marks marks) {
    this.group = world.group("operations");
    this.operations = operations;
    this.cast = cast;
    this.marks = marks;
  }

  /**
   * The operation that an action means; empty where it is none.
   *
   * @throws Unresolved where nobody is what a target says
   */
  Optional<Operation> operation(Action action) throws Unresolved {
    return switch (action) {
      case Action.Switchover a -> Optional.of(switchover(a));
      case Action.Failover a -> Optional.of(new Operation.Failover(one(a.to())));
      case Action.Reconfigure a -> Optional.of(new Operation.Reconfigure(a.configuration()));
      case Action.RestartServer a -> Optional.of(new Operation.RestartServer(one(a.target())));
      case Action.Reinitialize a -> Optional.of(new Operation.Reinitialize(one(a.target())));
      case Action.Maintenance a -> Optional.of(new Operation.Maintenance(a.on()));
      default -> Optional.empty();
    };
  }

  /** Asks and waits for the answer; a refusal is a failure of the story. */
  void perform(Operation operation) {
    perform(operation, true);
  }

  /** Asks, and lets the story go on, which may well be what the operation fails by. */
  void performInBackground(Operation operation) {
    underWay.add(group.spawn("operation " + operation.yamlName(), () -> perform(operation, false)));
  }

  /**
   * Waits for the answers to all operations in the background.
   *
   * @throws Interruption.BrokenOff as soon as the run is to be broken off
   */
  void awaitAnswers(Interruption interruption) {
    interruption.await(() -> underWay.stream().allMatch(Task::isDone), LOOK, LIMIT);
    underWay.clear();
  }

  /** Ends all tasks. */
  void close() {
    group.kill();
  }

  private void perform(Operation operation, boolean mustSucceed) {
    int id = marks.next();
    String name = operation.yamlName();
    List<String> targets = targets(operation);
    marks.put(id, name, targets, FaultMark.ASKED, "", "");
    var answer = operations.perform(operation, LIMIT);
    String words = answer.status() + " " + answer.text().strip();
    if (!answer.accepted() && mustSucceed) {
      marks.put(id, name, targets, FaultMark.FAILED, "REST API", words);
      return;
    }
    marks.put(id, name, targets, FaultMark.APPLIED, "REST API", words);
    if (operation instanceof Operation.Maintenance mode) {
      if (mode.on()) {
        maintenance = Optional.of(id);
        maintenanceSinceNs = marks.nowNs();
      } else {
        // Its own mark says that the maintenance that was on is over.
        maintenance.ifPresent(
            on -> marks.put(on, name, targets, FaultMark.HEALED, "REST API", "ended"));
        maintenance = Optional.empty();
        marks.put(id, name, targets, FaultMark.HEALED, "REST API", "nothing to heal");
      }
    } else {
      marks.put(id, name, targets, FaultMark.HEALED, "REST API", "nothing to heal");
    }
  }

  /** When the maintenance mode that is on was switched on; empty where it is off. */
  Optional<Long> maintenanceSinceNs() {
    return maintenance.map(_ -> maintenanceSinceNs);
  }

  /** Ends a maintenance mode that the story left on. */
  void endMaintenance() {
    if (maintenance.isPresent()) {
      perform(new Operation.Maintenance(false));
    }
  }

  private Operation.Switchover switchover(Action.Switchover action) throws Unresolved {
    NodeName leader =
        cast.leaderSoon().orElseThrow(() -> new Unresolved("nobody leads, so nobody hands over"));
    Optional<NodeName> candidate = Optional.empty();
    if (action.to().isPresent()) {
      candidate = Optional.of(one(action.to().get()));
    }
    return new Operation.Switchover(leader, candidate);
  }

  private NodeName one(Target target) throws Unresolved {
    List<NodeName> nodes = cast.nodes(target);
    if (nodes.size() != 1) {
      throw new Unresolved("one node is needed, not " + nodes.size());
    }
    return nodes.getFirst();
  }

  private static List<String> targets(Operation operation) {
    return switch (operation) {
      case Operation.Switchover o ->
          o.candidate().isPresent()
              ? List.of(o.leader().value(), o.candidate().get().value())
              : List.of(o.leader().value());
      case Operation.Failover o -> List.of(o.candidate().value());
      case Operation.RestartServer o -> List.of(o.node().value());
      case Operation.Reinitialize o -> List.of(o.node().value());
      case Operation.Reconfigure o -> List.of();
      case Operation.Maintenance o -> List.of();
    };
  }
}
