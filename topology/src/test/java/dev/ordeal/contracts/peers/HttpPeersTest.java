package dev.ordeal.contracts.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordeal.agent.cycle.Peers;
import dev.ordeal.agent.peers.HttpPeerCalls;
import dev.ordeal.agent.peers.RestPeers;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** The contract over HTTP, on this machine. */
final class HttpPeersTest implements PeersContract {
  private static final World WORLD = RealWorld.of(1);

  @Override
  public void at(Story story) {
    TaskGroup tasks = WORLD.group("agent");
    try (Served two = new Served("two");
        Served three = new Served("three");
        Served four = new Served("four")) {
      Peers peers =
          new RestPeers(WORLD, tasks, new HttpPeerCalls(Optional.empty(), SSLContext.getDefault()));
      story.tell(new Near(peers, List.of(two, three, four)));
    } catch (RuntimeException e) {
      throw e;
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new AssertionError(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      tasks.kill();
    }
  }

  private record Near(Peers peers, List<Peer> others) implements Place {
    Near {
      others = List.copyOf(others);
    }

    @Override
    public World world() {
      return WORLD;
    }
  }

  /** A server that answers what it is told to. */
  private static final class Served implements Peer, AutoCloseable {
    private final String name;
    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 503;
    private volatile String body = "{}";
    private volatile String heard = "";
    private volatile boolean frozen;

    Served(String name) throws IOException {
      this.name = name;
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::handle);
      server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
      try (exchange) {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + asked;
        if (frozen) {
          end.await();
        }
        byte[] answer = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/patroni";
    }

    @Override
    public void answers(int newStatus, String newBody) {
      status = newStatus;
      body = newBody;
    }

    @Override
    public String heard() {
      return heard;
    }

    @Override
    public void freeze() {
      frozen = true;
    }

    @Override
    public void kill() {
      end.countDown();
      server.stop(0);
    }

    @Override
    public void close() {
      kill();
    }
  }
}
