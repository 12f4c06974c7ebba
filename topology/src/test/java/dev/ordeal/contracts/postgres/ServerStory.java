package dev.ordeal.contracts.postgres;

import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Stories about the servers of a few nodes. */
public interface ServerStory {
  /** Enough for anything that ends. */
  Duration LIMIT = Duration.ofSeconds(30);

  Duration SECOND = Duration.ofSeconds(1);

  /** Tells the story; nothing of it is left afterwards. */
  void at(Story story);

  /** Looks every {@code pace} until {@code condition} holds; fails where it does not. */
  static void until(World world, Duration pace, BooleanSupplier condition) {
    Moment end = world.monotonic().plus(LIMIT);
    while (!condition.getAsBoolean()) {
      if (world.monotonic().isAfter(end)) {
        throw new AssertionError("not within " + LIMIT);
      }
      world.sleep(pace);
    }
  }

  /** Told once. */
  interface Story {
    void tell(Place place) throws Exception;
  }

  /** What came of a write. */
  enum Commit {
    ACKNOWLEDGED,
    REFUSED,
    UNKNOWN
  }

  /**
   * Three nodes whose data are copies of one cluster that was stopped cleanly, and one without
   * data.
   */
  interface Place {
    World world();

    Node one();

    Node two();

    Node three();

    Node blank();

    /** What every server needs here to take connections. */
    DynamicSettings settings();

    /** Waits until {@code condition} holds; fails where it does not. */
    default void until(BooleanSupplier condition) {
      ServerStory.until(world(), Duration.ofMillis(20), condition);
    }
  }

  /** A server, the way of its agent to it, and a client's. */
  interface Node {
    String name();

    Postgres postgres();

    /** The way of an agent that begins now. */
    Postgres anotherAgent();

    String host();

    int port();

    /** Makes the table that rows are written into. */
    void createTable();

    /** Writes a row by a session of its own and waits at most for {@code limit}. */
    Commit write(long number, Duration limit);

    /** The rows that a session sees, in the order in which they were written. */
    List<Long> rows();

    /** SIGKILL to all processes of the server. */
    void kill();

    /** SIGKILL to the process that serves a client's session which is writing. */
    void killBackend();

    /** Begins {@code promotion} as a task of {@code agent}, and returns in the midst of it. */
    void amidPromotion(TaskGroup agent, Runnable promotion);

    /** SIGKILL to a process of the server; it replaces all of them, and forgets a promotion. */
    void crash();

    /** Nothing of the server runs until it is killed. */
    void freeze();

    /** Whether it has been told how {@code timeline} came about. */
    boolean hasHeardOf(int timeline);

    /** Begins a new segment of its log and removes those before it; false where it cannot. */
    boolean removesOldLog();

    /** As others stream from it. */
    default Upstream upstream() {
      return new Upstream(name(), host(), port(), Optional.empty());
    }

    /** As others stream from it by the slot that it keeps for {@code reader}. */
    default Upstream upstream(Node reader) {
      return new Upstream(name(), host(), port(), Optional.of(reader.name()));
    }

    /** As its key in the store shows it. */
    default Member member() {
      return new Member(
          name(),
          "postgres://" + host() + ":" + port() + "/postgres",
          "http://" + host() + ":8008/patroni",
          "running",
          "replica",
          "4.0.4",
          Tags.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          false);
    }
  }
}
