package dev.ordeal.containers.links;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Link;
import java.io.IOException;
import java.time.Duration;

/** All links of an environment: one Toxiproxy proxy each, and the packet filter before them. */
public final class Links implements AutoCloseable {
  private static final Duration RESET_LIMIT = Duration.ofSeconds(30);

  private final AddressPlan addresses;
  private final Part toxiproxy;
  private final Toxiproxy api;
  private final PacketFilter filter;
  private final Refusals refusals = new Refusals(this);

  public Links(AddressPlan addresses, Part toxiproxy) {
    this.addresses = addresses;
    this.toxiproxy = toxiproxy;
    this.api = new Toxiproxy(addresses.toxiproxy());
    this.filter = new PacketFilter(toxiproxy, addresses::listen);
  }

  public Toxiproxy api() {
    return api;
  }

  public PacketFilter filter() {
    return filter;
  }

  public Refusals refusals() {
    return refusals;
  }

  /** Where {@code link} listens. */
  public String listen(Link link) {
    return addresses.listen(link);
  }

  /** The container that is all links. */
  public Part toxiproxy() {
    return toxiproxy;
  }

  /** The name of the proxy behind {@code link}. */
  public String proxy(Link link) {
    return link.source() + "-" + link.destination() + "-" + link.port();
  }

  /**
   * Makes them all, once Toxiproxy answers.
   *
   * @param limit for each
   */
  public void open(Duration limit) {
    try {
      for (Link link : addresses.links()) {
        String listen = addresses.listen(link) + ":" + link.port();
        api.create(proxy(link), listen, addresses.upstream(link) + ":" + link.port(), limit);
      }
    } catch (IOException e) {
      throw new EnvironmentFailed("the links could not be made", e);
    }
  }

  /** As they were at first: nothing dropped, no toxic, every proxy enabled. */
  public void reset() {
    try {
      filter.flush();
      refusals.forget();
      api.reset(RESET_LIMIT);
    } catch (IOException e) {
      throw new EnvironmentFailed("the links could not be reset", e);
    }
  }

  /** The last resort: Toxiproxy anew, with all links open and the packet filter as it was. */
  void restart() throws IOException {
    toxiproxy.kill();
    toxiproxy.start();
    long deadline = System.nanoTime() + RESET_LIMIT.toNanos();
    while (!api.answers(Duration.ofSeconds(1))) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Toxiproxy does not answer after a restart");
      }
    }
    open(RESET_LIMIT);
    filter.again();
  }

  @Override
  public void close() {
    api.close();
  }
}
