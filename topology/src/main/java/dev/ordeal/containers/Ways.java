package dev.ordeal.containers;

import dev.ordeal.containers.faults.ContainerFaults;
import dev.ordeal.containers.probes.ContainerProbes;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.containers.sessions.JdbcSessions;

/**
 * The ways into a running environment.
 *
 * @param workload whom the workload logs in as
 */
record Ways(
    ContainerProbes probes,
    JdbcSessions sessions,
    ContainerFaults faults,
    RestOperations operations,
    Login workload)
    implements AutoCloseable {
  @Override
  public void close() {
    probes.close();
    operations.close();
  }
}
