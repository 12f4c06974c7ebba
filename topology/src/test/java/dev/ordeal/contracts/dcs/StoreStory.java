package dev.ordeal.contracts.dcs;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Stories about a store of three members that work at the beginning and hold nothing. */
public interface StoreStory {
  /** Of every call but renewals, unless a story says otherwise; renewals have the same. */
  Duration LIMIT = Duration.ofSeconds(3);

  /** What no call needs beyond its limit, on a machine that is busy. */
  Duration SLACK = Duration.ofSeconds(1);

  Duration TIME_TO_LIVE = Duration.ofSeconds(2);

  /** Tells the story; all members work again afterwards. */
  void at(Story story);

  /** Told once. */
  interface Story {
    void tell(Place place) throws Exception;
  }

  /** A store, and two agents' ways to the keys of one cluster. */
  interface Place {
    World world();

    Dcs dcs();

    /** The way of another agent. */
    Dcs another();

    /** A way to the keys of another cluster, whose name begins as this one's. */
    Dcs elsewhere();

    /** In the order in which {@link #dcs} asks them at first. */
    List<NodeName> members();

    /** The member that leads the others. */
    NodeName leader();

    /** SIGKILL; its port refuses. */
    void kill(NodeName member);

    /** Starts it again after a {@link #kill}. */
    void start(NodeName member);

    /** Nothing of it runs; its port is silent. */
    void freeze(NodeName member);

    void thaw(NodeName member);

    /** How long it takes until {@code condition} holds; fails where it does not. */
    default Duration until(Duration limit, BooleanSupplier condition) {
      Moment begin = world().monotonic();
      while (!condition.getAsBoolean()) {
        if (world().monotonic().since(begin).compareTo(limit) > 0) {
          throw new AssertionError("not within " + limit);
        }
        world().sleep(Duration.ofMillis(50));
      }
      return world().monotonic().since(begin);
    }

    /** How long {@code work} takes. */
    default Duration time(Runnable work) {
      Moment begin = world().monotonic();
      work.run();
      return world().monotonic().since(begin);
    }
  }
}
