package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.postgres.ControlData;
import dev.ordeal.names.Lsn;
import java.util.Map;
import java.util.Optional;

/**
 * What a server has on its disk, and keeps without power: its log as far as it was flushed, the
 * control file, the history of its timelines, slots, and its configuration files.
 */
public final class DataDirectory {
  static final String IN_PRODUCTION = "in production";
  static final String SHUT_DOWN = "shut down";
  static final String IN_RECOVERY = "in archive recovery";
  static final String SHUT_DOWN_IN_RECOVERY = "shut down in recovery";

  private boolean present;
  private boolean unfinished;
  String systemIdentifier = "";
  final WriteAheadLog log = new WriteAheadLog();
  final Tables tables = new Tables();
  long flushed = WriteAheadLog.FIRST_BYTE;
  Timelines timelines = Timelines.FIRST;
  private final ReplicationSlots slots = new ReplicationSlots();
  private final ConfigurationFiles files = new ConfigurationFiles();

  String state = SHUT_DOWN;
  private long checkpoint = WriteAheadLog.FIRST_BYTE;
  private int checkpointTimeline = Timelines.FIRST.current();
  private long minimumRecoveryEnd;
  private int minimumRecoveryTimeline;

  /**
   * Whether the segment at the end of the log is there once more, for a timeline that the server
   * has begun to follow, and has not come whole yet: a promotion would read its last record there
   * and not find it.
   */
  boolean fragment;

  /** Whether there is a cluster to start. */
  public boolean hasCluster() {
    return present && !unfinished;
  }

  /** Whether a copy or a rewind is writing, or was broken off. */
  public boolean isUnfinished() {
    return unfinished;
  }

  /** A copy or a rewind begins to write: until it ends, what is here belongs together no more. */
  public void beginCopy() {
    unfinished = true;
  }

  public Timelines timelines() {
    return timelines;
  }

  public ReplicationSlots slots() {
    return slots;
  }

  public ConfigurationFiles files() {
    return files;
  }

  /** Whether the segment of a timeline that the server has begun to follow has not come whole. */
  public boolean hasFragment() {
    return fragment;
  }

  /** The control file, as pg_controldata would tell of it; empty where there is no cluster. */
  public Optional<ControlData> control() {
    return hasCluster()
        ? Optional.of(
            new ControlData(
                state,
                systemIdentifier,
                checkpointTimeline,
                new Lsn(checkpoint),
                Optional.of(minimumRecoveryEnd).filter(end -> end > 0).map(Lsn::new),
                Optional.of(minimumRecoveryTimeline).filter(each -> each > 0),
                Map.of()))
        : Optional.empty();
  }

  /** Whether the server was stopped in order, in whatever role. */
  boolean isCleanlyStopped() {
    return state.equals(SHUT_DOWN) || state.equals(SHUT_DOWN_IN_RECOVERY);
  }

  /** Makes a new cluster. */
  public void initialize(String newIdentifier) {
    empty();
    present = true;
    systemIdentifier = newIdentifier;
  }

  /** Nothing is left but the disk itself. */
  public void empty() {
    present = false;
    unfinished = false;
    log.truncateTo(0);
    tables.clear();
    flushed = WriteAheadLog.FIRST_BYTE;
    timelines = Timelines.FIRST;
    slots.clear();
    files.empty();
    state = SHUT_DOWN;
    checkpoint = WriteAheadLog.FIRST_BYTE;
    checkpointTimeline = timelines.current();
    minimumRecoveryEnd = 0;
    minimumRecoveryTimeline = 0;
    fragment = false;
  }

  /**
   * Becomes a copy of {@code source}, to be recovered up to what is flushed there: by a base
   * backup, or by a rewind.
   */
  public void copy(DataDirectory source) {
    long end = source.flushed;
    present = true;
    unfinished = false;
    systemIdentifier = source.systemIdentifier;
    log.copy(source.log, end);
    tables.clear();
    flushed = log.end();
    timelines = source.timelines;
    files.copy(source.files);
    state = IN_RECOVERY;
    checkpoint = Math.min(source.checkpoint, end);
    checkpointTimeline = source.checkpointTimeline;
    recoveredTo(log.end());
    fragment = false;
  }

  /** What was not flushed is lost with the power. */
  void losePower() {
    log.truncateTo(flushed);
  }

  /** Transactions see all that the log holds, and all of it is on the disk. */
  void replayAll() {
    flushed = log.end();
    tables.applyTo(log, flushed);
  }

  /** Where the last record ends that was applied. */
  long replayedTo() {
    int applied = tables.applied();
    return applied == 0 ? WriteAheadLog.FIRST_BYTE : log.at(applied - 1).end();
  }

  /** The control file says that a recovery has come at least to {@code position}. */
  void recoveredTo(long position) {
    minimumRecoveryEnd = position;
    minimumRecoveryTimeline = timelines.current();
  }

  /** Writes the record of a checkpoint, which the control file leads to from now on. */
  void writeCheckpoint(boolean shutdown) {
    LogRecord record = log.write(timelines.current(), new Change.Checkpoint(shutdown));
    checkpoint = record.start();
    checkpointTimeline = timelines.current();
  }

  /** Begins a timeline of its own, not before {@code least}. */
  void endRecovery(int least) {
    long before = log.end();
    timelines = timelines.promotedAt(before, least);
    log.write(timelines.current(), new Change.EndOfRecovery());
    recoveredTo(before);
    state = IN_PRODUCTION;
    files.setStandbySignal(false);
    replayAll();
  }
}
