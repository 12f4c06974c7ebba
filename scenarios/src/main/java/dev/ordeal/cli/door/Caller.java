package dev.ordeal.cli.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks one thing of the process that holds an environment, and shows what it answers. */
public record Caller(DoorFolder folder, String name) {
  /**
   * Shows the answer as it comes.
   *
   * @return the exit code that came with it; empty when the other process ended first
   */
  public OptionalInt ask(Request request, PrintWriter out, PrintWriter errors) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.socket(name)));
        var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        var asking = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
      asking.println(request.line());
      asking.flush();
      while (true) {
        Optional<Reply> reply = Optional.ofNullable(lines.readLine()).map(Reply::parse);
        if (reply.isEmpty()) {
          return OptionalInt.empty();
        }
        switch (reply.get().kind()) {
          case LINE -> out.println(reply.get().text());
          case PROBLEM -> errors.println(reply.get().text());
          case EXIT -> {
            return OptionalInt.of(reply.get().code());
          }
        }
        out.flush();
        errors.flush();
      }
    } catch (IOException gone) {
      return OptionalInt.empty();
    }
  }
}
