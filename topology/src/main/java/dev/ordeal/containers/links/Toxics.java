package dev.ordeal.containers.links;

import dev.ordeal.environment.Link;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The toxics of one fault. Removal can stand still: Toxiproxy first writes each chunk that it still
 * holds, at most five seconds a chunk, to a receiver that may no longer read. So each removal has a
 * limit, and what does not go in time is broken off with its connections.
 */
public final class Toxics {
  private static final Duration ADD_LIMIT = Duration.ofSeconds(30);
  private static final Duration REMOVE_LIMIT = Duration.ofSeconds(7);

  private final Links links;
  private final String name;
  private final List<Toxic> toxics = new ArrayList<>();

  private record Toxic(Link link, String name) {}

  /** What a toxic does: makes one by Toxiproxy's client. */
  @FunctionalInterface
  public interface Kind {
    void make(ToxicList toxics, String name, ToxicDirection direction) throws IOException;
  }

  /**
   * @param name unique among the faults in force
   */
  public Toxics(Links links, String name) {
    this.links = links;
    this.name = name;
  }

  /** Adds one toxic for each direction. */
  public void addBoth(Link link, Kind kind) throws IOException {
    add(link, ToxicDirection.UPSTREAM, kind);
    add(link, ToxicDirection.DOWNSTREAM, kind);
  }

  /** Adds one toxic; when that fails, those added before go too. */
  public void add(Link link, ToxicDirection direction, Kind kind) throws IOException {
    Toxic toxic = new Toxic(link, name + "-" + direction.name().toLowerCase(Locale.ROOT));
    toxics.add(toxic);
    try {
      links
          .api()
          .add(links.proxy(link), list -> kind.make(list, toxic.name(), direction), ADD_LIMIT);
    } catch (IOException e) {
      remove();
      throw e;
    }
  }

  /** What Toxiproxy says of them, in words; empty where it does not have them all. */
  public Optional<String> held() throws IOException {
    Map<Link, List<String>> wanted = new LinkedHashMap<>();
    for (Toxic toxic : toxics) {
      wanted.computeIfAbsent(toxic.link(), _ -> new ArrayList<>()).add(toxic.name());
    }
    for (var each : wanted.entrySet()) {
      List<String> there = links.api().toxics(links.proxy(each.getKey()), ADD_LIMIT);
      if (!there.containsAll(each.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "Toxiproxy has %d toxics on %s"
            .formatted(toxics.size(), wanted.size() == 1 ? "1 link" : wanted.size() + " links"));
  }

  /**
   * Removes them all. Idempotent.
   *
   * @return how it went, in words
   */
  public String remove() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Toxic toxic : toxics) {
      try {
        links.api().remove(links.proxy(toxic.link()), toxic.name(), REMOVE_LIMIT);
      } catch (IOException slow) {
        breakOff(toxic);
        broken.add(links.proxy(toxic.link()));
      }
    }
    toxics.clear();
    return broken.isEmpty()
        ? "toxics removed"
        : "toxics removed; by force, with a break of connections, from "
            + String.join(", ", broken);
  }

  private void breakOff(Toxic toxic) throws IOException {
    String proxy = links.proxy(toxic.link());
    try {
      links.api().enable(proxy, false, ADD_LIMIT);
      links.api().enable(proxy, true, ADD_LIMIT);
      links.api().remove(proxy, toxic.name(), ADD_LIMIT);
    } catch (IOException stuck) {
      links.restart();
    }
  }
}
