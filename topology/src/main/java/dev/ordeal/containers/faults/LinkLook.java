package dev.ordeal.containers.faults;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connects to the address of a link as its source does, and tells how that feels. */
final class LinkLook {
  private static final int CONNECT_MILLIS = 400;
  private static final int ANSWER_MILLIS = 800;

  /** How a connection attempt ended. */
  enum Feel {
    ANSWERS,
    ACCEPTS_AND_SAYS_NOTHING,
    REFUSES,
    SILENT
  }

  /** What came back to one question: the sizes of the pieces, and how long all of it took. */
  record Reply(List<Integer> pieces, long nanos) {}

  private LinkLook() {}

  /** Sees it when every one of {@code links} feels like one of {@code feels}. */
  static Optional<String> all(Place place, List<Link> links, List<Feel> feels, String words)
      throws IOException {
    List<Future<Feel>> looks = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Link link : links) {
        looks.add(executor.submit(() -> feel(place, link)));
      }
    }
    for (Future<Feel> look : looks) {
      try {
        if (!feels.contains(look.get())) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        throw new IOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    return Optional.of(words + " on " + links.size() + (links.size() == 1 ? " link" : " links"));
  }

  static Feel feel(Place place, Link link) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(place.links().listen(link), link.port()), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(question(link));
      try {
        return socket.getInputStream().read() < 0 ? Feel.REFUSES : Feel.ANSWERS;
      } catch (SocketTimeoutException e) {
        return Feel.ACCEPTS_AND_SAYS_NOTHING;
      }
    } catch (SocketTimeoutException e) {
      return Feel.SILENT;
    } catch (ConnectException e) {
      return Feel.REFUSES;
    }
  }

  /** Asks once and reads on until the answer ends or nothing more comes for a while. */
  static Reply reply(Place place, Link link, int limitMillis) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.links().listen(link), link.port()), limitMillis);
      socket.setSoTimeout(limitMillis);
      long begin = System.nanoTime();
      socket.getOutputStream().write(question(link));
      List<Integer> pieces = new ArrayList<>();
      byte[] buffer = new byte[65536];
      long end = begin;
      int count;
      while ((count = readSome(socket, buffer, pieces.isEmpty())) > 0) {
        pieces.add(count);
        end = System.nanoTime();
      }
      return new Reply(pieces, end - begin);
    }
  }

  private static int readSome(Socket socket, byte[] buffer, boolean first) throws IOException {
    try {
      int count = socket.getInputStream().read(buffer);
      socket.setSoTimeout(300);
      return count;
    } catch (SocketTimeoutException e) {
      if (first) {
        throw e;
      }
      return -1;
    }
  }

  /** Something to which whoever listens on the port has an answer at once. */
  private static byte[] question(Link link) {
    return switch (link.port()) {
      case Ports.POSTGRESQL, Ports.PROXY_PRIMARY, Ports.PROXY_REPLICAS -> startupMessage();
      case Ports.REST -> get("/patroni");
      default -> get("/version");
    };
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.0\r\nHost: ordeal\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The first message of PostgreSQL's protocol 3.0; the server answers it by asking for proof. */
  private static byte[] startupMessage() {
    byte[] pairs =
        "user\0ordeal\0database\0ordeal\0application_name\0ordeal probe\0\0"
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + pairs.length)
        .putInt(8 + pairs.length)
        .putInt(196_608)
        .put(pairs)
        .array();
  }
}
