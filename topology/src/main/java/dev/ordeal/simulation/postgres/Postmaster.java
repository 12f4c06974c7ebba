package dev.ordeal.simulation.postgres;

import dev.ordeal.environment.Link;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.SimulatedWorld;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The first process of a server, with its children: the time that their work takes, and their way
 * to other servers. What a child has begun ends with the server, or when all children are replaced
 * because one of them has crashed.
 */
final class Postmaster {
  private final SimulatedWorld world;
  private final Network network;
  private final OsProcess process;
  private final DrawnDelays delays;
  private int generation;

  Postmaster(SimulatedWorld world, Network network, OsProcess process, DrawnDelays delays) {
    this.world = world;
    this.network = network;
    this.process = process;
    this.delays = delays;
  }

  OsProcess process() {
    return process;
  }

  /** The name of the node that it runs on. */
  String node() {
    return process.host().name();
  }

  long now() {
    return world.nanos();
  }

  /** How long a step of that kind takes this time. */
  long draw(Function<Delays, Delay> kind) {
    return delays.nanos(kind);
  }

  /** Does {@code work} in so many nanoseconds, unless its child is gone by then. */
  void after(long nanos, Runnable work) {
    int child = generation;
    world.after(
        nanos,
        () -> {
          if (process.isFrozen()) {
            process.handle(() -> runIn(child, work));
          } else if (!process.isDead()) {
            runIn(child, work);
          }
        });
  }

  private void runIn(int child, Runnable work) {
    if (child == generation) {
      work.run();
    }
  }

  /** None of the children that there are does anything any more. */
  void replaceChildren() {
    generation++;
  }

  Dial connect(Link link, Consumer<Connection> onOpen, Runnable onRefused) {
    return network.connect(process, link, onOpen, onRefused);
  }
}
