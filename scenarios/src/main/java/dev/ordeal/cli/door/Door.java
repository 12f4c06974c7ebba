package dev.ordeal.cli.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Where the process that holds an environment can be asked. Each caller has one request; several
 * callers are heard at once.
 */
public final class Door implements AutoCloseable {
  private static final long LAST_WORDS_SECONDS = 10;
  private static final int BAD_REQUEST = 2;
  private static final int FAILED = 4;

  private final String name;
  private final Path socket;
  private final ServerSocketChannel listening;
  private final Handler handler;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  /** Answers requests. */
  public interface Handler {
    /**
     * Called in a thread of the caller's own.
     *
     * @param replies takes lines and problems, never an exit
     * @return the exit code for the caller
     */
    int answer(Request request, Consumer<Reply> replies);
  }

  private Door(String name, Path socket, ServerSocketChannel listening, Handler handler) {
    this.name = name;
    this.socket = socket;
    this.listening = listening;
    this.handler = handler;
  }

  /**
   * Opens one under {@code wanted}, or under the next free of {@code wanted-2}, {@code wanted-3}, …
   *
   * @throws UncheckedIOException when no socket can be made
   */
  public static Door open(DoorFolder folder, String wanted, Handler handler) {
    String plain = wanted.replaceAll("[^A-Za-z0-9_-]", "_");
    try {
      folder.prepare();
      String name = plain;
      for (int number = 2; DoorFolder.isAnswered(folder.socket(name)); number++) {
        name = plain + "-" + number;
      }
      Path socket = folder.socket(name);
      var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        listening.bind(UnixDomainSocketAddress.of(socket));
      } catch (BindException e) {
        listening.close();
        throw new IOException("two environments come up at once under one name; try again", e);
      }
      var door = new Door(name, socket, listening, handler);
      door.callers.execute(door::hear);
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a socket in " + folder.path(), e);
    }
  }

  /** By which callers may mean this environment. */
  public String name() {
    return name;
  }

  private void hear() {
    try {
      while (true) {
        SocketChannel caller = listening.accept();
        callers.execute(() -> serve(caller));
      }
    } catch (ClosedChannelException closed) {
      // Nobody is to be heard any more.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hear callers at " + socket, e);
    }
  }

  private void serve(SocketChannel caller) {
    try (caller;
        var lines = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
        var out = new PrintWriter(Channels.newWriter(caller, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      if (line != null) {
        Consumer<Reply> replies =
            reply -> {
              synchronized (out) {
                out.println(reply.line());
                out.flush();
              }
            };
        replies.accept(Reply.exit(answer(line, replies)));
      }
    } catch (IOException gone) {
      // The caller has hung up; what was asked is done all the same.
    }
  }

  private int answer(String line, Consumer<Reply> replies) {
    Request request;
    try {
      request = Request.parse(line);
    } catch (JacksonException e) {
      replies.accept(new Reply(Reply.Kind.PROBLEM, "ordeal: not a request of this version", 0));
      return BAD_REQUEST;
    }
    try {
      return handler.answer(request, replies);
    } catch (RuntimeException e) {
      replies.accept(new Reply(Reply.Kind.PROBLEM, "ordeal: could not do it: " + e, 0));
      return FAILED;
    }
  }

  /** Hears nobody any more, and lets those who were heard have their answer. Idempotent. */
  @Override
  public void close() {
    try {
      listening.close();
      Files.deleteIfExists(socket);
      callers.shutdown();
      if (!callers.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        callers.shutdownNow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + socket, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
