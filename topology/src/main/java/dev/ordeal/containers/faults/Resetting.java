package dev.ordeal.containers.faults;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.links.Toxics;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Reset;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernel destroys the sockets of the links: a RST to the source at once, idle or not; the
 * destination sees its side closed. Where the kernel cannot, toxic {@code reset_peer} for a moment,
 * which meets only connections on which data come. A connection of our own is the witness.
 */
final class Resetting {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Resetting() {}

  static AppliedFault apply(Place place, Reset fault) throws IOException {
    Link first = fault.links().getFirst();
    try (Socket witness = new Socket()) {
      witness.connect(new InetSocketAddress(place.links().listen(first), first.port()), 2000);
      place.world().sleep(MOMENT);
      String means = "sockets destroyed";
      destroy(place, fault.links());
      Optional<String> seen = fate(witness);
      if (seen.isEmpty()) {
        means = "toxic reset_peer";
        poison(place, fault.links(), witness);
        seen = fate(witness);
      }
      Optional<String> words = seen.map(fate -> fate + " on " + first);
      return Applied.momentary(
          fault,
          Cutting.names(fault.links()),
          means,
          () -> words,
          "nothing to heal: new connections come about");
    }
  }

  private static void destroy(Place place, List<Link> links) throws IOException {
    List<String> command = new ArrayList<>(List.of("ss", "-tK", "state", "established", "("));
    for (Link link : links) {
      if (!command.getLast().equals("(")) {
        command.add("or");
      }
      command.add("src");
      command.add(place.links().listen(link) + ":" + link.port());
    }
    command.add(")");
    ExecAnswer answer =
        place.links().toxiproxy().exec("root", LIMIT, command.toArray(String[]::new));
    if (!answer.ok()) {
      throw new IOException(answer.words());
    }
  }

  private static void poison(Place place, List<Link> links, Socket witness) throws IOException {
    Toxics toxics = new Toxics(place.links(), place.uniqueName("reset"));
    try {
      for (Link link : links) {
        toxics.add(
            link,
            ToxicDirection.UPSTREAM,
            (list, name, direction) -> list.resetPeer(name, direction, 0));
      }
      witness.getOutputStream().write(0);
      place.world().sleep(MOMENT);
    } finally {
      toxics.remove();
    }
  }

  private static Optional<String> fate(Socket witness) throws IOException {
    try {
      witness.setSoTimeout(300);
      return witness.getInputStream().read() < 0
          ? Optional.of("an open connection was closed")
          : Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (SocketException e) {
      return Optional.of("an open connection was reset");
    }
  }
}
