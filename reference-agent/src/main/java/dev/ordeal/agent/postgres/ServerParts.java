package dev.ordeal.agent.postgres;

import dev.ordeal.world.World;
import java.time.Duration;

/** The one server beside this agent, taken apart: what every step that is done to it works on. */
record ServerParts(
    World world,
    ServerSettings settings,
    Postmaster postmaster,
    DataDirectory directory,
    ControlFile controlFile,
    ServerConfiguration configuration,
    LocalAddress address,
    ServerSessions sessions,
    CurrentState state,
    Callbacks callbacks) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  static ServerParts of(World world, ServerSettings settings) {
    var postmaster = new Postmaster(settings.dataDirectory(), world);
    var directory = new DataDirectory(settings.dataDirectory());
    var configuration = new ServerConfiguration(settings);
    var address =
        new LocalAddress(
            settings,
            () ->
                SocketDirectory.of(
                    postmaster.socketDirectory(), configuration.socketDirectories()));
    return new ServerParts(
        world,
        settings,
        postmaster,
        directory,
        new ControlFile(settings, directory),
        configuration,
        address,
        ServerSessions.to(settings, address),
        new CurrentState(),
        new Callbacks(settings));
  }

  /** Waits until it is worth looking again at what the server takes its time for. */
  void lookAgainLater() {
    world.sleep(LOOK_AGAIN);
  }
}
