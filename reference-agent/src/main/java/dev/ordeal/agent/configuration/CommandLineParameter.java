package dev.ordeal.agent.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A parameter that only the dynamic configuration sets, because all members must agree on it
 * (contract, section 1.6).
 *
 * @param fallback its value where none is configured, or a bad one
 * @param accepted what is accepted, in words
 * @param reader the value as the server is given it; empty where it is not accepted
 */
record CommandLineParameter(
    String name, String fallback, String accepted, Function<Object, Optional<String>> reader) {

  /** All of them, in the order of the contract's table. */
  static final List<CommandLineParameter> ALL =
      List.of(
          new CommandLineParameter(
              "wal_level", "replica", "replica or logical", CommandLineParameter::walLevel),
          new CommandLineParameter(
              "hot_standby",
              "on",
              "on",
              value -> Lenient.truth(value).filter(truth -> truth).map(Lenient::text)),
          atLeast("max_connections", "100", 25),
          atLeast("max_wal_senders", "10", 3),
          atLeast("max_replication_slots", "10", 4),
          atLeast("max_worker_processes", "8", 2),
          atLeast("max_prepared_transactions", "0", 0),
          atLeast("max_locks_per_transaction", "64", 32),
          truth("track_commit_timestamp", "off"),
          truth("wal_log_hints", "on"));

  /** Where nobody may set anything: the agent alone decides. */
  static final Set<String> NEVER_SETTABLE = Set.of("listen_addresses", "port", "cluster_name");

  /** The two names of one setting: WAL that is kept for replicas. It goes into the file. */
  static final String WAL_KEEP_SIZE = "wal_keep_size";

  static final String WAL_KEEP_SEGMENTS = "wal_keep_segments";
  static final String WAL_KEEP_SIZE_FALLBACK = "128MB";
  private static final long SEGMENT_MB = 16;

  static boolean isOne(String name) {
    return ALL.stream().anyMatch(parameter -> parameter.name().equalsIgnoreCase(name));
  }

  /** Whether a value for it in the local file or environment counts for nothing. */
  static boolean isOnlyDynamic(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return isOne(lower)
        || NEVER_SETTABLE.contains(lower)
        || lower.equals(WAL_KEEP_SIZE)
        || lower.equals(WAL_KEEP_SEGMENTS);
  }

  /** {@code wal_keep_size} of 16 MB or more, as written; in MB where no unit is. */
  static Optional<String> walKeepSize(Object value) {
    return Lenient.whole(value, "MB")
        .filter(size -> size >= SEGMENT_MB)
        .map(size -> Character.isLetter(last(value)) ? Lenient.text(value).strip() : size + "MB");
  }

  /** {@code wal_keep_segments} of 1 or more, as a size. */
  static Optional<String> walKeepSegments(Object value) {
    return Lenient.whole(value, "")
        .filter(segments -> segments >= 1 && segments < 1_000_000)
        .map(segments -> segments * SEGMENT_MB + "MB");
  }

  private static char last(Object value) {
    String text = Lenient.text(value).strip();
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private static Optional<String> walLevel(Object value) {
    return switch (Lenient.text(value).strip().toLowerCase(Locale.ROOT)) {
      case "hot_standby", "replica" -> Optional.of("replica");
      case "logical" -> Optional.of("logical");
      default -> Optional.empty();
    };
  }

  private static CommandLineParameter atLeast(String name, String fallback, long least) {
    return new CommandLineParameter(
        name,
        fallback,
        least + " or more",
        value ->
            Lenient.whole(value, "")
                .filter(number -> number >= least && number <= Integer.MAX_VALUE)
                .map(String::valueOf));
  }

  private static CommandLineParameter truth(String name, String fallback) {
    return new CommandLineParameter(
        name, fallback, "on or off", value -> Lenient.truth(value).map(Lenient::text));
  }
}
