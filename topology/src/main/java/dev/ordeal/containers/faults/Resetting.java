package dev.ordeal.containers.faults;

import dev.ordeal.containers.links.Toxics;
import dev.ordeal.containers.links.ToxiproxyApi.Stream;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Reset;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Toxic {@code reset_peer}, for a moment. A connection of our own is the witness. */
final class Resetting {
  private static final Duration MOMENT = Duration.ofMillis(50);

  private Resetting() {}

  static AppliedFault apply(Place place, Reset fault) throws IOException {
    Link first = fault.links().getFirst();
    try (Socket witness = new Socket()) {
      witness.connect(new InetSocketAddress(place.links().listen(first), first.port()), 2000);
      Toxics toxics = new Toxics(place.links(), place.uniqueName("reset"));
      try {
        for (Link link : fault.links()) {
          toxics.add(link, "reset_peer", Stream.DOWNSTREAM, Map.of("timeout", 0L));
        }
        place.world().sleep(MOMENT);
      } finally {
        toxics.remove();
      }
      Optional<String> seen = fate(witness).map(words -> words + " on " + first);
      return Applied.momentary(
          fault,
          Cutting.names(fault.links()),
          "toxic reset_peer",
          () -> seen,
          "nothing to heal: new connections come about");
    }
  }

  private static Optional<String> fate(Socket witness) throws IOException {
    try {
      witness.setSoTimeout(1000);
      return witness.getInputStream().read() < 0
          ? Optional.of("an open connection was closed")
          : Optional.empty();
    } catch (SocketException e) {
      return Optional.of("an open connection was reset");
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }
}
