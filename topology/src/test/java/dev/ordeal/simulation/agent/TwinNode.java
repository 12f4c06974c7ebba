package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.contracts.postgres.ServerStory.Commit;
import dev.ordeal.contracts.postgres.ServerStory.Node;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.postgres.Query;
import dev.ordeal.simulation.postgres.Result;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.simulation.postgres.SqlPort;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A node of the contract's on the twin of a server. */
record TwinNode(
    SimulatedWorld world,
    SimulatedServer server,
    String name,
    Postgres postgres,
    Network network,
    OsProcess client,
    Function<String, SimulatedServer> servers)
    implements Node {
  private static final String WRITER = "contract";
  private static final int BYTES = 100;

  TwinNode(
      SimulatedWorld world,
      Network network,
      SimulatedServer server,
      String name,
      Function<String, SimulatedServer> servers) {
    this(
        world,
        server,
        name,
        agent(world, network, server, name, servers),
        network,
        new OsProcess(network.host(Network.JUDGE), "client"),
        servers);
  }

  private static Postgres agent(
      SimulatedWorld world,
      Network network,
      SimulatedServer server,
      String name,
      Function<String, SimulatedServer> servers) {
    OsProcess process = new OsProcess(network.host(name), "agent");
    return new SimulatedPostgres(world, network, process, server, servers, Delays.shipped(), false);
  }

  @Override
  public Postgres anotherAgent() {
    return agent(world, network, server, name, servers);
  }

  /** A twin keeps all of its log. */
  @Override
  public boolean removesOldLog() {
    return false;
  }

  /** A twin keeps no files of histories. */
  @Override
  public boolean hasHeardOf(int timeline) {
    return true;
  }

  @Override
  public String host() {
    return name;
  }

  @Override
  public int port() {
    return Ports.POSTGRESQL;
  }

  @Override
  public void createTable() {
    ask(new Query.CreateTables(), Duration.ofSeconds(5));
  }

  @Override
  public Commit write(long number, Duration limit) {
    return switch (ask(new Query.Append(WRITER, number), limit)) {
      case Result.Done done -> Commit.ACKNOWLEDGED;
      case Result.Ended ended -> ended.state().isEmpty() ? Commit.REFUSED : Commit.UNKNOWN;
      default -> Commit.REFUSED;
    };
  }

  @Override
  public List<Long> rows() {
    Result result = ask(new Query.Rows(WRITER), Duration.ofSeconds(5));
    if (result instanceof Result.Numbers(List<Long> numbers)) {
      return numbers;
    }
    throw new AssertionError(name + " does not answer: " + result);
  }

  /** Asks by a session of its own; without a state where the session was never open. */
  private Result ask(Query query, Duration limit) {
    Mailbox<Connection> opened = world.mailbox();
    Result result = askAndStay(query, limit, opened);
    opened.take(Duration.ZERO).ifPresent(Connection::closeByClient);
    return result;
  }

  private Result askAndStay(Query query, Duration limit, Mailbox<Connection> opened) {
    Mailbox<Result> results = world.mailbox();
    network.connect(
        client,
        new Link(Network.JUDGE, name, Ports.POSTGRESQL),
        connection -> {
          opened.put(connection);
          login(connection, query, results);
        },
        () -> results.put(new Result.Ended("", "refused")));
    return results.take(limit).orElse(new Result.Ended("08006", "no answer"));
  }

  private static void login(Connection connection, Query query, Mailbox<Result> results) {
    connection.whenLostByClient(() -> results.put(new Result.Ended("08006", "lost")));
    connection.request(
        BYTES,
        () ->
            connection
                .service(SqlPort.class)
                .login(answer ->
                    connection.answer(
                        BYTES,
                        () -> {
                          if (answer instanceof Result.Ready) {
                            submit(connection, query, results);
                          } else {
                            results.put(new Result.Ended("", "not admitted"));
                          }
                        })));
  }

  private static void submit(Connection connection, Query query, Mailbox<Result> results) {
    connection.request(
        BYTES,
        () ->
            connection
                .service(SqlPort.class)
                .submit(query, result -> connection.answer(BYTES, () -> results.put(result))));
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void killBackend() {
    if (!server.killBackend()) {
      throw new AssertionError("nobody has a session at " + name);
    }
  }

  /** A promotion takes longer than that. */
  @Override
  public void amidPromotion(TaskGroup agent, Runnable promotion) {
    agent.spawn("promotion", promotion);
    world.sleep(Duration.ofMillis(10));
  }

  @Override
  public void crash() {
    askAndStay(new Query.Rows(WRITER), Duration.ofSeconds(5), world.mailbox());
    killBackend();
  }

  @Override
  public void freeze() {
    server.freeze();
  }
}
