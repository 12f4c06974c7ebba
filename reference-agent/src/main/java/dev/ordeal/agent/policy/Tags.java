package dev.ordeal.agent.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of a member, as written, and what they mean (contract, section 1.5).
 *
 * @param written in the order and with the types of the file: texts, numbers, truth values
 */
public record Tags(Map<String, Object> written) {
  public static final Tags NONE = new Tags(Map.of());

  public Tags {
    written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
  }

  /** Whether the member may never be promoted: the tag itself, else a priority of 0 or less. */
  public boolean noFailover() {
    return truth("nofailover").orElseGet(() -> number("failover_priority").orElse(1L) <= 0);
  }

  /** Among equals the greater one is promoted; 0 never is. */
  public long failoverPriority() {
    return truth("nofailover").orElse(false) ? 0 : number("failover_priority").orElse(1L);
  }

  /** Whether the member may never be a synchronous standby. */
  public boolean noSync() {
    return truth("nosync").orElseGet(() -> number("sync_priority").orElse(1L) <= 0);
  }

  /** Among eligible standbys the greater one is taken as synchronous first. */
  public long syncPriority() {
    return truth("nosync").orElse(false) ? 0 : number("sync_priority").orElse(1L);
  }

  /** Whether the member takes no reads of clients. */
  public boolean noLoadBalance() {
    return truth("noloadbalance").orElse(false);
  }

  /** Whether new replicas are preferably copied from this member. */
  public boolean cloneFrom() {
    return truth("clonefrom").orElse(false);
  }

  /** Whether the member restores from the archive alone, without streaming. */
  public boolean noStream() {
    return truth("nostream").orElse(false);
  }

  /** The member that this one should stream from instead of the leader. */
  public Optional<String> replicateFrom() {
    return Optional.ofNullable(written.get("replicatefrom"))
        .map(String::valueOf)
        .filter(name -> !name.isEmpty());
  }

  private Optional<Boolean> truth(String name) {
    return Optional.ofNullable(written.get(name)).flatMap(Tags::truth);
  }

  private static Optional<Boolean> truth(Object value) {
    return switch (String.valueOf(value).strip().toLowerCase(java.util.Locale.ROOT)) {
      case "true", "on", "yes", "1" -> Optional.of(true);
      case "false", "off", "no", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private Optional<Long> number(String name) {
    Object value = written.get(name);
    if (value instanceof Number number) {
      return Optional.of(number.longValue());
    }
    if (value instanceof String text && text.strip().matches("-?[0-9]{1,18}")) {
      return Optional.of(Long.valueOf(text.strip()));
    }
    return Optional.empty();
  }
}
