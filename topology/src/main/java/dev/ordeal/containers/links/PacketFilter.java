package dev.ordeal.containers.links;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Cut.Flow;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Drops the packets of links, in the Toxiproxy container's own network namespace. Every change sets
 * both sets of the filter anew in one transaction, so overlapping cuts neither lose nor keep
 * anything: a flow is dropped while at least one holder wants it.
 */
public final class PacketFilter {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String MISSING = "/run/ordeal/no-packet-drop";

  private final Part toxiproxy;
  private final Function<Link, String> listen;
  private final Map<Object, List<Flow>> holders = new LinkedHashMap<>();

  /**
   * @param listen the address on which a link listens
   */
  public PacketFilter(Part toxiproxy, Function<Link, String> listen) {
    this.toxiproxy = toxiproxy;
    this.listen = listen;
  }

  /** Whether the kernel has the filter; without it a cut has to be made of toxics. */
  public boolean isThere() {
    return !toxiproxy.exec("root", LIMIT, "test", "-e", MISSING).ok();
  }

  /** {@code holder} wants {@code flows} dropped, until it lets go. */
  public synchronized void hold(Object holder, List<Cut.Flow> flows) throws IOException {
    holders.put(holder, List.copyOf(flows));
    try {
      apply();
    } catch (IOException e) {
      holders.remove(holder);
      throw e;
    }
  }

  /** Idempotent. */
  public synchronized void letGo(Object holder) throws IOException {
    if (holders.remove(holder) != null) {
      apply();
    }
  }

  /** Lets everything through, where there is a filter that could hold anything back. */
  public synchronized void flush() throws IOException {
    holders.clear();
    if (isThere()) {
      apply();
    }
  }

  /** Sets it anew, after Toxiproxy's container was restarted. */
  synchronized void again() throws IOException {
    if (!holders.isEmpty()) {
      apply();
    }
  }

  private void apply() throws IOException {
    List<Flow> flows = holders.values().stream().flatMap(List::stream).toList();
    String script = script(flows, listen);
    ExecAnswer answer = toxiproxy.exec("root", LIMIT, "nft", script);
    if (!answer.ok()) {
      throw new IOException("nft: " + answer.words());
    }
  }

  /** One transaction of nft that makes the filter drop exactly {@code flows}. */
  static String script(List<Flow> flows, Function<Link, String> listen) {
    TreeSet<String> in = new TreeSet<>();
    TreeSet<String> out = new TreeSet<>();
    for (Flow flow : flows) {
      String element = listen.apply(flow.link()) + " . " + flow.link().port();
      if (flow.requests()) {
        in.add(element);
      }
      if (flow.answers()) {
        out.add(element);
      }
    }
    return "flush set ip ordeal drop_in; flush set ip ordeal drop_out"
        + addition("drop_in", in)
        + addition("drop_out", out);
  }

  private static String addition(String set, TreeSet<String> elements) {
    return elements.isEmpty()
        ? ""
        : elements.stream()
            .collect(Collectors.joining(", ", "; add element ip ordeal " + set + " { ", " }"));
  }
}
