package dev.ordeal.agent.postgres;

/**
 * The connections that the agent keeps to its own server: none waits for what another asks.
 *
 * @param heartbeat for the look at the server
 * @param work for whatever the agent does there
 * @param rest for what the REST API tells
 */
record ServerSessions(LocalSession heartbeat, LocalSession work, LocalSession rest)
    implements AutoCloseable {

  static ServerSessions to(ServerSettings settings, LocalAddress address) {
    return new ServerSessions(
        new LocalSession(settings, address, "Patroni heartbeat"),
        new LocalSession(settings, address, "Patroni heartbeat"),
        new LocalSession(settings, address, "Patroni restapi"));
  }

  /** Ends them for now; the next use of each begins it anew. */
  @Override
  public void close() {
    heartbeat.close();
    work.close();
    rest.close();
  }
}
