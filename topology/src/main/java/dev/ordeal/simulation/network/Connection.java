package dev.ordeal.simulation.network;

import dev.ordeal.environment.Link;
import org.jspecify.annotations.Nullable;

/**
 * An established connection between two processes. Each end closes by itself; the other hears of it
 * when the news gets through.
 */
public final class Connection {
  private static final int SMALL = 60;

  private final Network network;
  private final Way way;
  private final OsProcess client;
  private final OsProcess server;
  private final Pipe requests;
  private final Pipe answers;
  private Runnable onClientLost = () -> {};
  private Runnable onServerLost = () -> {};
  private @Nullable Object service;
  private boolean clientOpen = true;
  private boolean serverOpen = true;

  Connection(Network network, Way way, OsProcess client, OsProcess server) {
    this.network = network;
    this.way = way;
    this.client = client;
    this.server = server;
    this.requests = new Pipe(network, this, true);
    this.answers = new Pipe(network, this, false);
    client.add(this);
    server.add(this);
  }

  public Link link() {
    return way.link;
  }

  Way way() {
    return way;
  }

  public OsProcess client() {
    return client;
  }

  /** What serves it at the server's side; set by whoever accepts it. */
  public void serveBy(Object served) {
    service = served;
  }

  /**
   * What serves it.
   *
   * @throws IllegalStateException when it was not accepted as such
   */
  public <T> T service(Class<T> type) {
    Object found = service;
    if (!type.isInstance(found)) {
      throw new IllegalStateException("the connection over " + link() + " is served by " + found);
    }
    return type.cast(found);
  }

  /** Called once when the client's end is of no use any more, not by its own doing. */
  public void whenLostByClient(Runnable action) {
    onClientLost = action;
  }

  /** Called once when the server's end is of no use any more, not by its own doing. */
  public void whenLostByServer(Runnable action) {
    onServerLost = action;
  }

  public boolean isOpenAtClient() {
    return clientOpen;
  }

  public boolean isOpenAtServer() {
    return serverOpen;
  }

  /** Sends from client to server; {@code arrival} runs when the server gets to it. */
  public void request(int bytes, Runnable arrival) {
    if (clientOpen) {
      requests.deliver(bytes, arrival);
    }
  }

  /** Sends from server to client; {@code arrival} runs when the client gets to it. */
  public void answer(int bytes, Runnable arrival) {
    if (serverOpen) {
      answers.deliver(bytes, arrival);
    }
  }

  /** The client closes its end. */
  public void closeByClient() {
    if (clientOpen) {
      clientOpen = false;
      client.remove(this);
      requests.send(SMALL, this::lostByServer);
    }
  }

  /** The server closes its end. */
  public void closeByServer() {
    if (serverOpen) {
      serverOpen = false;
      server.remove(this);
      answers.send(SMALL, this::lostByClient);
    }
  }

  void closeBy(OsProcess process) {
    if (process == client) {
      closeByClient();
    } else {
      closeByServer();
    }
  }

  /** The machine of an end is gone: nothing is sent from there any more. */
  void vanishAt(OsProcess process) {
    if (process == client) {
      clientOpen = false;
      requests.close();
    } else {
      serverOpen = false;
      answers.close();
    }
  }

  /** Both ends learn at once that it is broken: it was reset, or is refused from now on. */
  public void breakOff() {
    requests.close();
    answers.close();
    lostByClient();
    lostByServer();
  }

  /** A limit on its way was lifted. */
  void freed() {
    requests.freed();
    answers.freed();
  }

  /** The process at one end gets to a request, or an answer. */
  void taken(boolean request, Runnable arrival) {
    if (request || clientOpen) {
      arrival.run();
    }
  }

  OsProcess receiver(boolean request) {
    return request ? server : client;
  }

  /** Whether the end that receives {@code request}s, or answers, is closed. */
  boolean isClosedAtReceiver(boolean request) {
    return request ? !serverOpen : !clientOpen;
  }

  /** What came to a closed end is answered by a reset, if that gets through. */
  void answerByReset(boolean request) {
    if (way.drops(!request)) {
      return;
    }
    network.after(
        network.latency(way),
        () -> {
          requests.close();
          answers.close();
          if (request) {
            lostByClient();
          } else {
            lostByServer();
          }
        });
  }

  private void lostByClient() {
    client.handle(() -> {
      if (clientOpen) {
        clientOpen = false;
        client.remove(this);
        onClientLost.run();
      }
    });
  }

  private void lostByServer() {
    server.handle(() -> {
      if (serverOpen) {
        serverOpen = false;
        server.remove(this);
        onServerLost.run();
      }
    });
  }
}
