package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.agent.postgres.ControlData;
import dev.ordeal.names.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server has on its disk, and keeps without power: its log as far as it was flushed, the
 * control file, the history of its timelines, slots, and its configuration files.
 */
final class DataDirectory {
  static final String IN_PRODUCTION = "in production";
  static final String SHUT_DOWN = "shut down";
  static final String IN_RECOVERY = "in archive recovery";
  static final String SHUT_DOWN_IN_RECOVERY = "shut down in recovery";

  boolean present;
  String systemIdentifier = "";
  final WriteAheadLog log = new WriteAheadLog();
  final Tables tables = new Tables();
  long flushed = WriteAheadLog.FIRST_BYTE;

  /** The timeline of the end of the log. */
  int timeline = 1;

  List<HistoryLine> history = new ArrayList<>();
  final SortedMap<String, Optional<Long>> slots = new TreeMap<>();

  String state = SHUT_DOWN;
  long checkpoint = WriteAheadLog.FIRST_BYTE;
  int checkpointTimeline = 1;
  long minimumRecoveryEnd;
  int minimumRecoveryTimeline;

  /**
   * Whether the segment at the end of the log is there once more, for a timeline that the server
   * has begun to follow, and has not come whole yet: a promotion would read its last record there
   * and not find it.
   */
  boolean fragment;

  boolean standbySignal;
  Optional<Upstream> upstream = Optional.empty();
  String synchronousNames = "";
  SortedMap<String, String> parameters = new TreeMap<>();

  /** The dynamic configuration that the agent keeps there. */
  Optional<Map<String, Object>> keptConfiguration = Optional.empty();

  boolean full;
  long slowerFsyncNanos;

  /** The control file, as pg_controldata would tell of it. */
  ControlData control() {
    return new ControlData(
        state,
        systemIdentifier,
        checkpointTimeline,
        new Lsn(checkpoint),
        Optional.of(minimumRecoveryEnd).filter(end -> end > 0).map(Lsn::new),
        Optional.of(minimumRecoveryTimeline).filter(each -> each > 0),
        Map.of());
  }

  /** Nothing is left but the disk itself. */
  void empty() {
    present = false;
    log.truncateTo(0);
    tables.clear();
    flushed = WriteAheadLog.FIRST_BYTE;
    timeline = 1;
    history = new ArrayList<>();
    slots.clear();
    state = SHUT_DOWN;
    checkpoint = WriteAheadLog.FIRST_BYTE;
    checkpointTimeline = 1;
    minimumRecoveryEnd = 0;
    minimumRecoveryTimeline = 0;
    fragment = false;
    standbySignal = false;
    upstream = Optional.empty();
    synchronousNames = "";
    keptConfiguration = Optional.empty();
  }

  /** What was not flushed is lost with the power. */
  void losePower() {
    log.truncateTo(flushed);
  }

  /** Becomes a copy of {@code source} up to {@code position}, to be recovered to there. */
  void copy(DataDirectory source, long position, int newTimeline) {
    present = true;
    systemIdentifier = source.systemIdentifier;
    log.copy(source.log, position);
    tables.clear();
    flushed = log.end();
    timeline = newTimeline;
    history = new ArrayList<>(source.history);
    state = IN_RECOVERY;
    checkpoint = Math.min(source.checkpoint, position);
    checkpointTimeline = source.checkpointTimeline;
    minimumRecoveryEnd = log.end();
    minimumRecoveryTimeline = newTimeline;
    fragment = false;
    keptConfiguration = source.keptConfiguration;
  }

  /** Where {@code older} ended in the history; empty where it is not in it. */
  Optional<Long> endOf(int older) {
    return history.stream()
        .filter(line -> line.timeline() == older)
        .map(line -> line.at().bytes())
        .findFirst();
  }
}
