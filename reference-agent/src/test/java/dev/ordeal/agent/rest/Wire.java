package dev.ordeal.agent.rest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A client that writes requests by hand and reads until the other side closes: what a proxy sees,
 * not what a client library makes of it.
 *
 * @param headers names in lower case
 */
record Wire(int code, Map<String, String> headers, String body) {

  /** Sends the lines, joined as HTTP wants it, with an empty line and {@code body} behind them. */
  static Wire send(Socket socket, String body, String... lines) throws IOException {
    try (socket) {
      socket.setSoTimeout(20_000);
      String request = String.join("\r\n", lines) + "\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Wire get(InetSocketAddress address, String method, String target) throws IOException {
    return send(open(address), "", method + " " + target + " HTTP/1.0");
  }

  static Wire send(InetSocketAddress address, String method, String target, String body)
      throws IOException {
    return send(
        open(address),
        body,
        method + " " + target + " HTTP/1.1",
        "Host: here",
        "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
  }

  static Socket open(InetSocketAddress address) throws IOException {
    return new Socket(address.getAddress(), address.getPort());
  }

  private static Wire parse(String response) {
    int end = response.indexOf("\r\n\r\n");
    String[] head = response.substring(0, end).split("\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      headers.put(
          head[i].substring(0, colon).toLowerCase(Locale.ROOT),
          head[i].substring(colon + 1).strip());
    }
    return new Wire(Integer.parseInt(head[0].split(" ")[1]), headers, response.substring(end + 4));
  }
}
