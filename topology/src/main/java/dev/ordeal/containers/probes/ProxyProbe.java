package dev.ordeal.containers.probes;

import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.Probes.ProxyView;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks HAProxy's runtime socket, over TCP, at its container's own address. */
final class ProxyProbe {
  /** Where the runtime socket listens; the template of the configuration says so. */
  private static final int RUNTIME_SOCKET = 9999;

  private final String address;

  ProxyProbe(String address) {
    this.address = address;
  }

  ProxyView view(Duration limit) {
    try {
      return new ProxyView(Reach.ANSWERED, lines(ask("show stat", limit)));
    } catch (IOException e) {
      return new ProxyView(Reaches.of(e), List.of());
    } catch (IllegalArgumentException e) {
      return new ProxyView(Reach.FAILED, List.of());
    }
  }

  /** Sets the totals to zero. */
  void forgetTotals() {
    try {
      ask("clear counters all", Duration.ofSeconds(2));
    } catch (IOException e) {
      throw new EnvironmentFailed("the proxy's counters could not be cleared", e);
    }
  }

  private String ask(String command, Duration limit) throws IOException {
    int millis = (int) Math.max(1, limit.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, RUNTIME_SOCKET), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /**
   * The lines of servers in the answer to {@code show stat}; those of whole frontends and backends
   * are left out.
   *
   * @throws IllegalArgumentException when a column is missing
   */
  static List<ProxyLine> lines(String csv) {
    List<String> rows = csv.lines().filter(row -> !row.isBlank()).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no header in the statistics");
    }
    List<String> header = List.of(rows.getFirst().replaceFirst("^# ", "").split(",", -1));
    int backend = column(header, "pxname");
    int server = column(header, "svname");
    int status = column(header, "status");
    int sessions = column(header, "scur");
    int total = column(header, "stot");
    List<ProxyLine> lines = new ArrayList<>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      if (NodeName.isValid(cells[server])) {
        lines.add(
            new ProxyLine(
                cells[backend],
                new NodeName(cells[server]),
                cells[status].startsWith("UP"),
                Integer.parseInt(cells[sessions]),
                Long.parseLong(cells[total])));
      }
    }
    return List.copyOf(lines);
  }

  private static int column(List<String> header, String name) {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column '" + name + "' in the statistics");
    }
    return index;
  }
}
