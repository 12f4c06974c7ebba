package dev.ordeal.agent.rest;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * From where the methods that change something may be called: host names, addresses and networks.
 * Nothing listed admits nobody.
 */
final class Allowlist {
  private final List<String> entries;
  private final Function<String, List<InetAddress>> resolver;

  /**
   * @param resolver the addresses of a host name; none for one that is not known
   */
  Allowlist(Collection<String> entries, Function<String, List<InetAddress>> resolver) {
    this.entries = List.copyOf(entries);
    this.resolver = resolver;
  }

  boolean admits(InetAddress caller) {
    return entries.stream().anyMatch(entry -> covers(entry.strip(), caller));
  }

  private boolean covers(String entry, InetAddress caller) {
    int slash = entry.indexOf('/');
    Optional<InetAddress> address = literal(slash < 0 ? entry : entry.substring(0, slash));
    if (slash >= 0) {
      return address.isPresent()
          && entry.substring(slash + 1).matches("[0-9]{1,3}")
          && sameNetwork(address.get(), caller, Integer.parseInt(entry.substring(slash + 1)));
    }
    return address.map(List::of).orElseGet(() -> resolver.apply(entry)).stream()
        .anyMatch(candidate -> sameAddress(candidate, caller));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean sameAddress(InetAddress one, InetAddress other) {
    return Arrays.equals(one.getAddress(), other.getAddress());
  }

  private static boolean sameNetwork(InetAddress network, InetAddress caller, int bits) {
    byte[] wanted = network.getAddress();
    byte[] actual = caller.getAddress();
    if (wanted.length != actual.length || bits > wanted.length * Byte.SIZE) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((wanted[bit / Byte.SIZE] ^ actual[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
