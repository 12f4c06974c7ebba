package dev.ordeal.simulation.agent;

import dev.ordeal.agent.peers.PeerCalls;
import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.agent.rest.RestResponse;
import dev.ordeal.environment.Link;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls of other agents over the links of a node. Not imitated: HTTP, TLS and credentials, and
 * connections that are kept for the next call.
 */
public final class SimulatedPeerCalls implements PeerCalls {
  private final SimulatedWorld world;
  private final Network network;
  private final OsProcess process;

  SimulatedPeerCalls(SimulatedWorld world, Network network, OsProcess process) {
    this.world = world;
    this.network = network;
    this.process = process;
  }

  @Override
  public Optional<Reply> get(String address, Duration limit) {
    return parsed(address)
        .flatMap(
            uri -> send(uri, RestRequest.local("GET", uri.getPath(), Optional.empty()), limit));
  }

  @Override
  public Optional<Reply> post(String address, String path, String json, Duration limit) {
    return parsed(address)
        .flatMap(uri -> send(uri, RestRequest.local("POST", path, Optional.of(json)), limit));
  }

  /** Empty where nobody can be called at such an address. */
  private static Optional<URI> parsed(String address) {
    try {
      return Optional.of(new URI(address)).filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Optional<Reply> send(URI uri, RestRequest request, Duration limit) {
    Mailbox<Optional<RestResponse>> answers = world.mailbox();
    RestCall call =
        new RestCall(
            network,
            process,
            new Link(process.host().name(), uri.getHost(), uri.getPort()),
            request,
            answer -> answers.put(Optional.of(answer)),
            () -> answers.put(Optional.empty()));
    Optional<Optional<RestResponse>> answer = answers.take(limit);
    if (answer.isEmpty()) {
      call.giveUp();
    }
    return answer.flatMap(each -> each).map(each -> new Reply(each.code(), each.body().orElse("")));
  }
}
