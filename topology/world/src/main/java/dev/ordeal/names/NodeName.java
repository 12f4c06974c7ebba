package dev.ordeal.names;

import java.util.regex.Pattern;

/**
 * The name of a member of an environment: a PostgreSQL node, a member of the configuration store or
 * a proxy. A lower-case host name label (RFC 1123), at most 63 characters.
 */
public record NodeName(String value) implements Comparable<NodeName> {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public NodeName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a host name label: '" + value + "'");
    }
  }

  public static boolean isValid(String value) {
    return LABEL.matcher(value).matches();
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
