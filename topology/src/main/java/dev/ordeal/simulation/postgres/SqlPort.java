package dev.ordeal.simulation.postgres;

import java.util.function.Consumer;

/**
 * What stands at the other end of a client's connection: a server's backend, or a proxy's session.
 */
public interface SqlPort {
  /** Logs in; answers {@link Result.Ready} or {@link Result.Ended}. */
  void login(Consumer<Result> answer);

  /** Does one statement. */
  void submit(Query query, Consumer<Result> answer);
}
