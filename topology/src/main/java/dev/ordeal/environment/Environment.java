package dev.ordeal.environment;

import dev.ordeal.environment.plan.EnvironmentPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** A running environment, in either world: its life, and the ways into it. */
public interface Environment extends AutoCloseable {
  EnvironmentPlan plan();

  /**
   * Starts everything and waits until it is steady: a leader with the key, every replica streaming,
   * the proxy routing to all of them, the tables of the workload there and empty.
   *
   * @throws EnvironmentFailed when it does not become so within its limit, or cannot be started;
   *     what came up stays until {@link #close}, so that its logs can be kept
   */
  void start();

  /** Makes the environment as new and steady again, without a trace of what went before. */
  void recycle();

  Faults faults();

  Operations operations();

  Sessions sessions();

  Probes probes();

  /** Every link of the environment, in a fixed order. */
  List<Link> links();

  /** How a person reaches its parts. */
  Access access();

  /** What runs: server, agent, store, proxy, image digests. */
  SortedMap<String, String> versions();

  /**
   * Writes the log of every part into {@code folder}, one file each, named by the part. After a
   * start that failed, the logs of what had come up.
   */
  void collectLogs(Path folder);

  /**
   * Writes what every process does at this moment into {@code folder}, one file for each part that
   * runs: of a run that does not settle there is nothing to look at afterwards.
   */
  default void collectStates(Path folder) {}

  /** Ends it and leaves nothing behind. Idempotent; never throws for what is already gone. */
  @Override
  void close();
}
