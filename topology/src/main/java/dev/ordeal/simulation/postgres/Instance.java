package dev.ordeal.simulation.postgres;

import dev.ordeal.environment.Ports;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.OsProcess;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A server while it runs, from its start to its end: recovery, promotion, crashes and shutdown, and
 * the parts that it has in memory.
 */
final class Instance implements Host.Listener {
  private final Postmaster postmaster;
  private final DataDirectory data;
  private final Disk disk;
  private final Consumer<Instance> onEnd;
  private final long startedAt;
  private final SortedMap<String, String> startedWith;
  private final Backends backends;
  private final Senders senders;
  private final Commits commits;
  private final SynchronousReplication synchronous;
  private final LogWriter log;
  private final Checkpointer checkpointer;
  private final Statements statements;
  private Receiver receiver;
  private Phase phase = Phase.STARTING;
  private boolean promoting;

  /**
   * @param acknowledgesEarly a planted mistake: see {@link SynchronousReplication}
   * @param onEnd told when it ends by itself, or because it was asked to
   */
  Instance(
      Postmaster postmaster,
      DataDirectory data,
      Disk disk,
      boolean acknowledgesEarly,
      Consumer<Instance> onEnd) {
    this.postmaster = postmaster;
    this.data = data;
    this.disk = disk;
    this.onEnd = onEnd;
    this.startedAt = postmaster.now();
    this.startedWith = new TreeMap<>(data.files().parameters());
    this.backends = new Backends(Optional.ofNullable(startedWith.get("max_connections")));
    this.senders = new Senders(postmaster, data, this::standbyAdvanced);
    this.commits = new Commits(position -> data.tables.applyTo(data.log, position));
    this.synchronous = new SynchronousReplication(data, commits, senders, acknowledgesEarly);
    this.log = new LogWriter(postmaster, data, disk, commits, this::flushed);
    this.checkpointer = new Checkpointer(postmaster, data, disk, log, this::isPrimary);
    this.statements = new Statements(this, postmaster.node(), data, disk, log);
    this.receiver = newReceiver();
  }

  private Receiver newReceiver() {
    return new Receiver(postmaster, data, this::received);
  }

  // Start, promotion, crash, end.

  void start() {
    postmaster.process().host().listen(Ports.POSTGRESQL, this);
    boolean clean = data.isCleanlyStopped();
    postmaster.after(
        postmaster.draw(clean ? Delays::serverStart : Delays::crashRecovery),
        () -> recovered(!clean));
  }

  private void recovered(boolean crashed) {
    data.replayAll();
    if (data.files().hasStandbySignal()) {
      data.state = DataDirectory.IN_RECOVERY;
      if (data.fragment) {
        // FATAL: what it has replayed before is looked for in the segment of the new timeline.
        onEnd.accept(this);
        return;
      }
      phase = Phase.REPLICA;
      receiver.follow(data.files().upstream());
      return;
    }
    phase = Phase.PRIMARY;
    data.state = DataDirectory.IN_PRODUCTION;
    synchronous.takeNames();
    if (crashed) {
      data.writeCheckpoint(false);
      log.flush();
    }
  }

  /** Promotes a replica, to a timeline not before {@code least}. */
  void promote(int least) {
    if (phase != Phase.REPLICA || promoting) {
      return;
    }
    promoting = true;
    receiver.stop();
    postmaster.after(postmaster.draw(Delays::promotion), () -> promoted(least));
  }

  private void promoted(int least) {
    if (phase != Phase.REPLICA) {
      return;
    }
    if (data.fragment || disk.isFull()) {
      // PANIC: the record that the log ends with is looked for in the segment of the new timeline.
      // FATAL: the first segment of the timeline that begins cannot be written.
      onEnd.accept(this);
      return;
    }
    data.endRecovery(least);
    promoting = false;
    phase = Phase.PRIMARY;
    synchronous.takeNames();
    senders.beginTimeline();
  }

  /** A child died by a signal: all sessions end, and the server recovers by itself. */
  void crashRestart() {
    postmaster.replaceChildren();
    phase = Phase.STARTING;
    log.crash();
    promoting = false;
    receiver.stop();
    receiver = newReceiver();
    endSessions("57P02", "terminating connection because of crash of another server process");
    senders.crash();
    data.losePower();
    postmaster.after(postmaster.draw(Delays::crashRecovery), () -> recovered(true));
  }

  private void endSessions(String state, String message) {
    backends.end(state, message);
    commits.clear();
    statements.abandon();
  }

  /** A fast shutdown: sessions end, and standbys get the last record before the server is gone. */
  void stopFast() {
    if (phase == Phase.STOPPING) {
      return;
    }
    Phase before = phase;
    phase = Phase.STOPPING;
    receiver.stop();
    endSessions("57P01", "terminating connection due to administrator command");
    postmaster.after(
        postmaster.draw(Delays::stopFast),
        () -> {
          if (before == Phase.PRIMARY) {
            checkpointer.shutDown(() -> {
              senders.send();
              endIfNobodyWaits();
            });
          } else {
            stopAsReplica(before);
          }
        });
  }

  private void stopAsReplica(Phase before) {
    if (before == Phase.REPLICA) {
      data.replayAll();
      data.recoveredTo(data.flushed);
      data.state = DataDirectory.SHUT_DOWN_IN_RECOVERY;
    }
    onEnd.accept(this);
  }

  private void endIfNobodyWaits() {
    boolean stopped = phase == Phase.STOPPING && data.state.equals(DataDirectory.SHUT_DOWN);
    if (stopped && senders.haveAll(data.log.end())) {
      onEnd.accept(this);
    }
  }

  /** An immediate shutdown: no standby is waited for, and no checkpoint is written. */
  void stopImmediate() {
    postmaster.after(postmaster.draw(Delays::stopImmediate), () -> onEnd.accept(this));
  }

  /** Its processes end at once. */
  void die() {
    OsProcess process = postmaster.process();
    process.host().close(Ports.POSTGRESQL, this);
    process.die();
  }

  // What its parts bring about together.

  private void flushed() {
    if (phase == Phase.REPLICA) {
      data.tables.applyTo(data.log, data.flushed);
      receiver.status();
    }
    senders.send();
    synchronous.release();
  }

  private void standbyAdvanced() {
    synchronous.release();
    endIfNobodyWaits();
  }

  private void received(Sender.Batch batch) {
    if (phase != Phase.REPLICA || promoting) {
      return;
    }
    for (LogRecord record : batch.records()) {
      data.log.take(record);
    }
    if (data.timelines.current() != batch.timelines().current()) {
      data.timelines = batch.timelines();
      senders.beginTimeline();
    }
    log.flush();
  }

  void stopReceiving() {
    receiver.follow(Optional.empty());
  }

  /** Reads the configuration files anew, in the time that it takes to reach every process. */
  void reload() {
    postmaster.after(
        postmaster.draw(Delays::reload),
        () -> {
          synchronous.takeNames();
          if (phase == Phase.REPLICA && !promoting) {
            receiver.follow(data.files().upstream());
          }
          synchronous.release();
        });
  }

  @Override
  public OsProcess process() {
    return postmaster.process();
  }

  @Override
  public void accept(Connection connection) {
    Backend backend = new Backend(this, connection);
    connection.serveBy(backend);
    connection.whenLostByServer(backend::clientIsGone);
  }

  // How it is.

  Phase phase() {
    return phase;
  }

  boolean isPrimary() {
    return phase == Phase.PRIMARY;
  }

  /** Whether it is a replica that streams. */
  boolean streams() {
    return phase == Phase.REPLICA && receiver.streams();
  }

  /** Whether it is a replica to which all has come again that was there before it connected. */
  boolean hasCaughtUp() {
    return phase == Phase.REPLICA && receiver.hasCaughtUp();
  }

  /** When it was started. */
  long startedAt() {
    return startedAt;
  }

  /** Parameters as they were at its start. */
  SortedMap<String, String> startedWith() {
    return startedWith;
  }

  // Its parts.

  Postmaster postmaster() {
    return postmaster;
  }

  Backends backends() {
    return backends;
  }

  Senders senders() {
    return senders;
  }

  SynchronousReplication synchronous() {
    return synchronous;
  }

  Checkpointer checkpointer() {
    return checkpointer;
  }

  Statements statements() {
    return statements;
  }
}
