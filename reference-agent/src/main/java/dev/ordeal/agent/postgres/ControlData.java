package dev.ordeal.agent.postgres;

import dev.ordeal.names.Lsn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code pg_controldata} prints.
 *
 * @param state {@code Database cluster state}
 * @param checkpoint where the latest checkpoint record begins
 * @param minimumRecoveryEnd how far a replica had replayed, at least
 * @param lines everything, by the words before the colon
 */
public record ControlData(
    String state,
    String systemIdentifier,
    int timeline,
    Lsn checkpoint,
    Optional<Lsn> minimumRecoveryEnd,
    Optional<Integer> minimumRecoveryTimeline,
    Map<String, String> lines) {

  /** Reads the tool's output; empty where it is none. */
  static Optional<ControlData> parse(String output) {
    Map<String, String> fields = new HashMap<>();
    output
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            fields.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
          }
        });
    String state = fields.get("Database cluster state");
    String identifier = fields.get("Database system identifier");
    String checkpoint = fields.get("Latest checkpoint location");
    String timeline = fields.get("Latest checkpoint's TimeLineID");
    if (state == null || identifier == null || checkpoint == null || timeline == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ControlData(
            state,
            identifier,
            Integer.parseInt(timeline),
            Lsn.parse(checkpoint),
            Optional.ofNullable(fields.get("Minimum recovery ending location"))
                .map(Lsn::parse)
                .filter(lsn -> lsn.bytes() != 0),
            Optional.ofNullable(fields.get("Min recovery ending loc's timeline"))
                .map(Integer::valueOf)
                .filter(each -> each > 0),
            fields));
  }

  /** Whether it was stopped cleanly as a primary. */
  public boolean isShutDown() {
    return state.equals("shut down");
  }

  /** Whether it was stopped cleanly, in whatever role. */
  public boolean isCleanlyStopped() {
    return isShutDown() || state.equals("shut down in recovery");
  }

  /** Whether it last ran as a replica. */
  public boolean wasReplica() {
    return state.equals("shut down in recovery") || state.equals("in archive recovery");
  }

  /** The name of the segment that the last checkpoint's record begins in. */
  String checkpointSegment() {
    long size = Long.parseLong(lines.getOrDefault("Bytes per WAL segment", "16777216"));
    long segment = Long.divideUnsigned(checkpoint.bytes(), size);
    long inFile = (1L << 32) / size;
    return "%08X%08X%08X".formatted(timeline, segment / inFile, segment % inFile);
  }

  /** The end of what it surely has: replayed on a replica, else the last checkpoint. */
  public Lsn position() {
    return minimumRecoveryEnd.filter(end -> end.compareTo(checkpoint) > 0).orElse(checkpoint);
  }

  /** The newest timeline that its data belong to. */
  public int latestTimeline() {
    return Math.max(timeline, minimumRecoveryTimeline.orElse(0));
  }
}
