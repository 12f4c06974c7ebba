package dev.ordeal.containers.addresses;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A /22 of an environment's own. Its first /24 holds the containers, its second the addresses of
 * the links, which all belong to the Toxiproxy container.
 *
 * @param first the first address, as a number; a multiple of 1024
 */
public record Subnet(int first) {
  private static final int BASE = 198 << 24 | 18 << 16 | 64 << 8;

  /** The subnets that environments may have: 198.18.64.0/18 in pieces of /22, lowest first. */
  public static List<Subnet> all() {
    return IntStream.range(0, 16).mapToObj(index -> new Subnet(BASE + index * 1024)).toList();
  }

  public String cidr() {
    return text(first) + "/22";
  }

  /** What is routed into the Toxiproxy container. */
  public String linkRange() {
    return text(first + 256) + "/24";
  }

  public String gateway() {
    return container(1);
  }

  /** The address of a container, {@code host} from 1 to 254. */
  public String container(int host) {
    return text(first + checked(host));
  }

  /** The address of a link, {@code number} from 1 to 254. */
  public String link(int number) {
    return text(first + 256 + checked(number));
  }

  /**
   * Whether any address is in both this and {@code cidr}.
   *
   * @param cidr an IPv4 network in CIDR notation
   */
  public boolean overlaps(String cidr) {
    int slash = cidr.indexOf('/');
    int bits = Integer.parseInt(cidr.substring(slash + 1));
    int mask = bits == 0 ? 0 : -1 << (32 - Math.min(bits, 22));
    return (number(cidr.substring(0, slash)) & mask) == (first & mask);
  }

  private static int checked(int host) {
    if (host < 1 || host > 254) {
      throw new IllegalArgumentException("no such host in a /24: " + host);
    }
    return host;
  }

  private static int number(String address) {
    int number = 0;
    for (String part : address.split("\\.", -1)) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }

  private static String text(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF);
  }
}
