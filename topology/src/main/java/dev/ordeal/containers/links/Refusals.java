package dev.ordeal.containers.links;

import dev.ordeal.environment.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Links that refuse: their proxies are disabled while at least one holder wants it. Connections are
 * closed at once, new ones are refused.
 */
public final class Refusals {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Links links;
  private final Map<Object, List<Link>> holders = new LinkedHashMap<>();

  Refusals(Links links) {
    this.links = links;
  }

  public synchronized void hold(Object holder, List<Link> refused) throws IOException {
    Set<Link> before = refused();
    holders.put(holder, List.copyOf(refused));
    try {
      for (Link link : refused()) {
        if (!before.contains(link)) {
          links.api().enable(links.proxy(link), false, LIMIT);
        }
      }
    } catch (IOException e) {
      letGo(holder);
      throw e;
    }
  }

  /** Idempotent. */
  public synchronized void letGo(Object holder) throws IOException {
    List<Link> given = holders.remove(holder);
    if (given != null) {
      Set<Link> still = refused();
      for (Link link : new LinkedHashSet<>(given)) {
        if (!still.contains(link)) {
          links.api().enable(links.proxy(link), true, LIMIT);
        }
      }
    }
  }

  synchronized void forget() {
    holders.clear();
  }

  private Set<Link> refused() {
    Set<Link> refused = new LinkedHashSet<>();
    holders.values().forEach(refused::addAll);
    return refused;
  }
}
