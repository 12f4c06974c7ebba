package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.simulation.Network.Direction;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A session by one or two connections in a row. Each operation goes there, is done, waits for its
 * standbys and comes back; whatever is dropped is sent again until the limit runs out. A request
 * that timed out is forgotten, also by a server that was only frozen.
 */
final class ToySession implements Session {
  static final Duration RETRY = Duration.ofMillis(20);
  private static final Duration CONFIRMATION_LOOK = Duration.ofMillis(2);

  private final ToyCluster cluster;
  private final List<Hop> way;
  private final ToyServer server;
  private final Optional<ToyBackend> backend;
  private final long generation;
  private Optional<String> servedBy = Optional.empty();
  private boolean broken;

  /** One connection of the way. */
  record Hop(String source, String destination, int port) {}

  /**
   * @param backend by which it goes through the proxy; empty where it does not
   */
  ToySession(ToyCluster cluster, List<Hop> way, ToyServer server, Optional<ToyBackend> backend) {
    this.cluster = cluster;
    this.way = List.copyOf(way);
    this.server = server;
    this.backend = backend;
    this.generation = server.generation();
    cluster.sessions().add(this);
    backend.ifPresent(behind -> behind.add(this));
  }

  /** Whether one of its connections is along {@code link}. */
  boolean uses(Link link) {
    return way.contains(new Hop(link.source(), link.destination(), link.port()));
  }

  /** One of its connections is reset. */
  void breakOff() {
    broken = true;
  }

  @Override
  public Optional<String> servedBy() {
    return servedBy;
  }

  @Override
  public Served append(String writer, long number, Duration limit) throws SessionFailure {
    return write(new Change.Append(writer, number), limit);
  }

  @Override
  public Served writeRegister(String key, long value, Duration limit) throws SessionFailure {
    return write(new Change.SetRegister(key, value), limit);
  }

  private Served write(Change change, Duration limit) throws SessionFailure {
    Moment deadline = ask(limit);
    int position = written(change);
    int timeline = server.timeline();
    awaitStandbys(position, deadline);
    return new Served(answer(deadline), timeline);
  }

  @Override
  public Read readLatest(String writer, Duration limit) throws SessionFailure {
    Moment deadline = ask(limit);
    long value = server.log().latest(writer);
    int timeline = server.timeline();
    return new Read(answer(deadline), timeline, value);
  }

  @Override
  public Read readRegister(String key, Duration limit) throws SessionFailure {
    Moment deadline = ask(limit);
    long value = server.log().register(key);
    int timeline = server.timeline();
    return new Read(answer(deadline), timeline, value);
  }

  @Override
  public Swapped compareAndSet(String key, long expected, long value, Duration limit)
      throws SessionFailure {
    Moment deadline = ask(limit);
    boolean swaps = server.log().register(key) == expected;
    int position = swaps ? written(new Change.SetRegister(key, value)) : 0;
    int timeline = server.timeline();
    awaitStandbys(position, deadline);
    return new Swapped(answer(deadline), timeline, swaps);
  }

  @Override
  public void close() {
    broken = true;
    cluster.sessions().remove(this);
    backend.ifPresent(behind -> behind.remove(this));
  }

  private int written(Change change) throws SessionFailure {
    if (!server.primary()) {
      throw failed(ClientOutcome.DEFINITE, "25006", server.name() + " is read-only");
    }
    return server.write(change);
  }

  /** Brings the request to the server; returns when the answer must be back. */
  private Moment ask(Duration limit) throws SessionFailure {
    Moment deadline = cluster.now().plus(limit);
    travel(way, Direction.REQUEST, deadline);
    return deadline;
  }

  /** Brings the answer back; returns who answered. */
  private String answer(Moment deadline) throws SessionFailure {
    travel(way.reversed(), Direction.ANSWER, deadline);
    servedBy = Optional.of(server.name().value());
    return server.name().value();
  }

  private void awaitStandbys(int position, Moment deadline) throws SessionFailure {
    while (server.generation() == generation && !server.isConfirmed(position)) {
      if (!cluster.now().isBefore(deadline)) {
        throw failed(ClientOutcome.INDEFINITE, "timeout", "no standby confirmed in time");
      }
      cluster.world().sleep(CONFIRMATION_LOOK);
    }
  }

  private void travel(List<Hop> hops, Direction direction, Moment deadline) throws SessionFailure {
    for (Hop hop : hops) {
      switch (pass(cluster, hop, direction, deadline)) {
        case DELIVERED -> {}
        case DROPPED -> throw failed(ClientOutcome.INDEFINITE, "timeout", "no answer in time");
        case REFUSED -> throw failed(ClientOutcome.INDEFINITE, "08006", "the connection was reset");
      }
    }
    if (broken) {
      throw failed(ClientOutcome.INDEFINITE, "08006", "the connection was closed");
    }
    if (server.generation() != generation) {
      throw failed(ClientOutcome.INDEFINITE, "57P01", server.name() + " went away");
    }
  }

  private SessionFailure failed(ClientOutcome outcome, String error, String message) {
    broken = true;
    return new SessionFailure(outcome, error, message, new IllegalStateException(message));
  }

  /** Tries one connection until it carries, refuses, or {@code deadline} passes. */
  static Delivery.Outcome pass(ToyCluster cluster, Hop hop, Direction direction, Moment deadline) {
    while (true) {
      Delivery now =
          cluster.network().reach(hop.source(), hop.destination(), hop.port(), direction);
      if (now.delivered()) {
        cluster.world().sleep(now.delay());
      }
      if (now.outcome() != Delivery.Outcome.DROPPED || !cluster.now().isBefore(deadline)) {
        return now.outcome();
      }
      cluster.world().sleep(RETRY);
    }
  }
}
