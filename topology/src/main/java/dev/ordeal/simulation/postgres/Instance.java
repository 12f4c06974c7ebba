package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.Lsn;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.OsProcess;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A server while it runs: the postmaster, its children, and what they have in memory. */
final class Instance implements Host.Listener {
  private static final int DEFAULT_CONNECTIONS = 100;
  private static final int ROWS_OF_A_PAGE = 100;
  private static final int FILES_OF_A_CHECKPOINT = 8;

  private final SimulatedServer server;
  private final DataDirectory data;
  private final OsProcess process;
  private final Set<Backend> backends = new LinkedHashSet<>();
  private final List<Sender> senders = new ArrayList<>();
  private final RowLocks locks = new RowLocks();
  private final Commits commits;
  private final int connections;
  private Receiver receiver;
  private Phase phase = Phase.STARTING;
  private SynchronousWait synchronous = SynchronousWait.NONE;
  private String synchronousNames = "";
  private boolean flushing;
  private boolean promoting;
  private int rowsWithoutSpace;
  private int life;

  /** What the server does at the moment. */
  enum Phase {
    STARTING,
    PRIMARY,
    REPLICA,
    STOPPING
  }

  Instance(SimulatedServer server, OsProcess process) {
    this.server = server;
    this.data = server.data();
    this.process = process;
    this.receiver = new Receiver(this);
    this.commits = new Commits(position -> data.tables.applyTo(data.log, position));
    this.connections =
        Optional.ofNullable(data.parameters.get("max_connections"))
            .map(Integer::valueOf)
            .orElse(DEFAULT_CONNECTIONS);
  }

  // Life.

  void start() {
    boolean clean =
        data.state.equals(DataDirectory.SHUT_DOWN)
            || data.state.equals(DataDirectory.SHUT_DOWN_IN_RECOVERY);
    after(
        clean
            ? server.draw(server.delays().serverStart())
            : server.draw(server.delays().crashRecovery()),
        () -> recovered(!clean));
  }

  private void recovered(boolean crashed) {
    data.flushed = data.log.end();
    data.tables.applyTo(data.log, data.flushed);
    if (data.standbySignal) {
      data.state = DataDirectory.IN_RECOVERY;
      if (data.fragment) {
        // FATAL: what it has replayed before is looked for in the segment of the new timeline.
        server.gone(this);
        return;
      }
      phase = Phase.REPLICA;
      receiver.follow(data.upstream);
      return;
    }
    phase = Phase.PRIMARY;
    data.state = DataDirectory.IN_PRODUCTION;
    takeNames();
    if (crashed) {
      writeCheckpoint(false);
      flush();
    }
  }

  Phase phase() {
    return phase;
  }

  boolean takesConnections() {
    return phase == Phase.PRIMARY || phase == Phase.REPLICA;
  }

  boolean isPrimary() {
    return phase == Phase.PRIMARY;
  }

  /** Promotes a replica, to a timeline not before {@code least}. */
  void promote(int least) {
    if (phase != Phase.REPLICA || promoting) {
      return;
    }
    promoting = true;
    receiver.stop();
    after(server.draw(server.delays().promotion()), () -> promoted(least));
  }

  private void promoted(int least) {
    if (phase != Phase.REPLICA) {
      return;
    }
    if (data.fragment) {
      // PANIC: the record that the log ends with is looked for in the segment of the new timeline.
      server.gone(this);
      return;
    }
    int newest = data.timeline;
    for (HistoryLine line : data.history) {
      newest = Math.max(newest, line.timeline());
    }
    List<HistoryLine> history = new ArrayList<>(data.history);
    history.add(
        new HistoryLine(
            data.timeline,
            new Lsn(data.log.end()),
            "no recovery target specified",
            Optional.empty(),
            Optional.empty()));
    data.history = history;
    data.timeline = Math.max(newest + 1, least);
    long before = data.log.end();
    LogRecord end = data.log.write(data.timeline, new Change.EndOfRecovery());
    data.minimumRecoveryEnd = before;
    data.minimumRecoveryTimeline = data.timeline;
    data.state = DataDirectory.IN_PRODUCTION;
    data.standbySignal = false;
    promoting = false;
    phase = Phase.PRIMARY;
    data.flushed = end.end();
    data.tables.applyTo(data.log, data.flushed);
    takeNames();
    senders.forEach(Sender::beginTimeline);
  }

  /** A fast shutdown: sessions end, and standbys get the last record before the server is gone. */
  void stopFast() {
    if (phase == Phase.STOPPING) {
      return;
    }
    Phase before = phase;
    phase = Phase.STOPPING;
    receiver.stop();
    endBackends("57P01", "terminating connection due to administrator command");
    after(
        server.draw(server.delays().stopFast()),
        () -> {
          if (before == Phase.PRIMARY) {
            stopAsPrimary();
          } else {
            stopAsReplica(before);
          }
        });
  }

  private void stopAsPrimary() {
    after(
        server.draw(server.delays().checkpoint()) + FILES_OF_A_CHECKPOINT * data.slowerFsyncNanos,
        () -> {
          data.tables.applyTo(data.log, data.log.end());
          writeCheckpoint(true);
          data.flushed = data.log.end();
          data.state = DataDirectory.SHUT_DOWN;
          senders.forEach(Sender::send);
          goneIfNobodyWaits();
        });
  }

  private void stopAsReplica(Phase before) {
    if (before == Phase.REPLICA) {
      data.flushed = data.log.end();
      data.tables.applyTo(data.log, data.flushed);
      data.minimumRecoveryEnd = data.flushed;
      data.minimumRecoveryTimeline = data.timeline;
      data.state = DataDirectory.SHUT_DOWN_IN_RECOVERY;
    }
    server.gone(this);
  }

  private void goneIfNobodyWaits() {
    boolean stopped = phase == Phase.STOPPING && data.state.equals(DataDirectory.SHUT_DOWN);
    if (stopped && senders.stream().allMatch(sender -> sender.flushed() >= data.log.end())) {
      server.gone(this);
    }
  }

  /** A child died by a signal: all sessions end, and the server recovers by itself. */
  void crashRestart() {
    life++;
    phase = Phase.STARTING;
    flushing = false;
    promoting = false;
    receiver.stop();
    receiver = new Receiver(this);
    endBackends("57P02", "terminating connection because of crash of another server process");
    commits.clear();
    locks.clear();
    List.copyOf(senders).forEach(Sender::close);
    senders.clear();
    data.losePower();
    after(server.draw(server.delays().crashRecovery()), () -> recovered(true));
  }

  private void endBackends(String state, String message) {
    List<Backend> all = List.copyOf(backends);
    backends.clear();
    all.forEach(backend -> backend.end(state, message));
    commits.clear();
    locks.clear();
  }

  // Connections.

  @Override
  public OsProcess process() {
    return process;
  }

  @Override
  public void accept(Connection connection) {
    Backend backend = new Backend(this, connection);
    connection.serveBy(backend);
    connection.whenLostByServer(backend::clientIsGone);
  }

  /** Whether one more session may begin. */
  Result admit(Backend backend) {
    if (!takesConnections()) {
      return new Result.Ended(
          "57P03",
          phase == Phase.STOPPING
              ? "the database system is shutting down"
              : "the database system is starting up");
    }
    if (backends.size() >= connections) {
      return new Result.Ended("53300", "sorry, too many clients already");
    }
    backends.add(backend);
    return new Result.Ready();
  }

  void forget(Backend backend) {
    backends.remove(backend);
  }

  /** The oldest backend of a client; empty where there is none. */
  Optional<Backend> anyBackend() {
    return backends.stream().findFirst();
  }

  // Statements.

  void execute(Query query, Consumer<Result> done) {
    switch (query) {
      case Query.Append(String writer, long number) ->
          insert(new Change.Append(writer, number), done);
      case Query.Probe() -> {
        if (isPrimary()) {
          insert(Change.Probe.ONE, done);
        } else {
          done.accept(new Result.InRecovery());
        }
      }
      case Query.CreateTables() -> insert(new Change.Tables(), done);
      case Query.WriteRegister(String key, long value) -> swap(key, current -> true, value, done);
      case Query.CompareAndSet(String key, long expected, long value) ->
          swap(key, current -> current == expected, value, done);
      case Query.ReadLatest(String writer) -> done.accept(done(data.tables.latest(writer)));
      case Query.ReadRegister(String key) -> done.accept(done(data.tables.register(key)));
      case Query.View() ->
          done.accept(
              new Result.View(
                  !isPrimary(),
                  data.timeline,
                  isPrimary() ? data.flushed : replayedTo(),
                  phase == Phase.REPLICA && receiver.hasCaughtUp()));
      case Query.Streaming() ->
          done.accept(
              new Result.Names(
                  senders.stream().filter(Sender::streams).map(Sender::name).sorted().toList()));
      case Query.Rows(String writer) ->
          done.accept(new Result.Numbers(data.tables.numbers(writer)));
    }
  }

  private Result done(long value) {
    return new Result.Done(node(), data.timeline, value);
  }

  private boolean refusesWrites(Consumer<Result> done) {
    if (!isPrimary()) {
      done.accept(new Result.Failed("25006", "cannot execute a write in a read-only transaction"));
      return true;
    }
    return false;
  }

  private void insert(Change change, Consumer<Result> done) {
    if (refusesWrites(done)) {
      return;
    }
    // What is left of the last page can still be filled when the disk is full.
    if (data.full && ++rowsWithoutSpace > ROWS_OF_A_PAGE / 4) {
      done.accept(new Result.Failed("53100", "could not extend file: No space left on device"));
      return;
    }
    rowsWithoutSpace = data.full ? rowsWithoutSpace : 0;
    int timeline = data.timeline;
    write(change, () -> done.accept(new Result.Done(node(), timeline, 0)));
  }

  private void swap(
      String key, java.util.function.LongPredicate expected, long value, Consumer<Result> done) {
    if (refusesWrites(done)) {
      return;
    }
    locks.lock(
        key,
        () -> {
          if (!expected.test(data.tables.register(key))) {
            locks.unlock(key);
            done.accept(done(0));
            return;
          }
          int timeline = data.timeline;
          write(
              new Change.SetRegister(key, value),
              () -> {
                locks.unlock(key);
                done.accept(new Result.Done(node(), timeline, 1));
              });
        });
  }

  private void write(Change change, Runnable committed) {
    LogRecord record = data.log.write(data.timeline, change);
    commits.add(record.end(), committed);
    flush();
  }

  private void writeCheckpoint(boolean shutdown) {
    LogRecord record = data.log.write(data.timeline, new Change.Checkpoint(shutdown));
    data.checkpoint = record.start();
    data.checkpointTimeline = data.timeline;
  }

  /** Writes a checkpoint; {@code then} runs when it is written. */
  void checkpoint(Runnable then) {
    after(
        server.draw(server.delays().checkpoint()) + FILES_OF_A_CHECKPOINT * data.slowerFsyncNanos,
        () -> {
          if (isPrimary()) {
            writeCheckpoint(false);
            flush();
          } else {
            data.minimumRecoveryEnd = replayedTo();
            data.minimumRecoveryTimeline = data.timeline;
          }
          then.run();
        });
  }

  // The log.

  /** One fsync at a time; each takes along what was written until it began. */
  private void flush() {
    if (flushing || data.log.end() <= data.flushed) {
      return;
    }
    flushing = true;
    long target = data.log.end();
    after(
        server.draw(server.delays().fsync()) + data.slowerFsyncNanos,
        () -> {
          flushing = false;
          data.flushed = Math.max(data.flushed, Math.min(target, data.log.end()));
          flushed();
          flush();
        });
  }

  private void flushed() {
    if (phase == Phase.REPLICA) {
      data.tables.applyTo(data.log, data.flushed);
      receiver.status();
    }
    for (int i = 0; i < senders.size(); i++) {
      senders.get(i).send();
    }
    release();
  }

  private void release() {
    boolean waits = synchronous.waits() && !server.acknowledgesEarly();
    commits.release(data.flushed, waits, waits ? synchronous.confirmed(senders) : 0);
  }

  void standbyAdvanced() {
    release();
    goneIfNobodyWaits();
  }

  void received(Sender.Batch batch) {
    if (phase != Phase.REPLICA || promoting) {
      return;
    }
    for (LogRecord record : batch.records()) {
      data.log.take(record);
    }
    if (data.timeline != batch.timeline()) {
      data.timeline = batch.timeline();
      data.history = batch.history();
      senders.forEach(Sender::beginTimeline);
    }
    flush();
  }

  void stopReceiving() {
    receiver.follow(Optional.empty());
  }

  long replayedTo() {
    int applied = data.tables.applied();
    return applied == 0 ? WriteAheadLog.FIRST_BYTE : data.log.at(applied - 1).end();
  }

  boolean streams() {
    return phase == Phase.REPLICA && receiver.streams();
  }

  // Replication.

  Optional<Sender> beginSending(Connection connection, Receiver.Request request) {
    boolean slotIsMissing =
        request.slot().isPresent() && !data.slots.containsKey(request.slot().get());
    boolean slotIsTaken =
        request.slot().isPresent()
            && senders.stream().anyMatch(sender -> sender.slot().equals(request.slot()));
    if (!takesConnections() || slotIsMissing || slotIsTaken || !isInHistory(request)) {
      return Optional.empty();
    }
    Sender sender = new Sender(this, connection, request);
    senders.add(sender);
    connection.whenLostByServer(() -> {
      sender.end();
      forget(sender);
    });
    return Optional.of(sender);
  }

  private boolean isInHistory(Receiver.Request request) {
    if (request.timeline() == data.timeline) {
      return request.position() <= data.log.end();
    }
    return request.timeline() < data.timeline
        && data.endOf(request.timeline()).filter(end -> request.position() <= end).isPresent();
  }

  void forget(Sender sender) {
    sender.end();
    sender
        .slot()
        .filter(data.slots::containsKey)
        .ifPresent(slot -> data.slots.put(slot, Optional.of(sender.flushed())));
    senders.remove(sender);
    release();
    goneIfNobodyWaits();
  }

  List<Sender> senders() {
    return senders;
  }

  /** {@code sync}, {@code quorum}, {@code potential} or {@code async}. */
  String syncState(Sender sender) {
    if (!synchronous.waits() || synchronous.priority(sender.name()) == 0) {
      return "async";
    }
    if (synchronous.any()) {
      return "quorum";
    }
    return synchronous.chosen(senders).contains(sender) ? "sync" : "potential";
  }

  int syncPriority(Sender sender) {
    return synchronous.any()
        ? Math.min(1, synchronous.priority(sender.name()))
        : synchronous.priority(sender.name());
  }

  // Settings.

  /** Reads the configuration files anew, in the time that it takes to reach every process. */
  void reload() {
    after(
        server.draw(server.delays().reload()),
        () -> {
          takeNames();
          if (phase == Phase.REPLICA && !promoting) {
            receiver.follow(data.upstream);
          }
          release();
        });
  }

  private void takeNames() {
    synchronousNames = data.synchronousNames;
    synchronous = SynchronousWait.parse(synchronousNames);
  }

  String synchronousNames() {
    return synchronousNames;
  }

  // What its parts need.

  DataDirectory data() {
    return data;
  }

  String node() {
    return server.host().name();
  }

  long now() {
    return server.world().nanos();
  }

  void after(long nanos, Runnable work) {
    int now = life;
    server
        .world()
        .after(
            nanos,
            () -> {
              if (process.isFrozen()) {
                process.handle(() -> runIn(now, work));
              } else if (!process.isDead()) {
                runIn(now, work);
              }
            });
  }

  private void runIn(int thatLife, Runnable work) {
    if (thatLife == life) {
      work.run();
    }
  }

  Dial connect(Link link, Consumer<Connection> onOpen, Runnable onRefused) {
    return server.network().connect(process, link, onOpen, onRefused);
  }

  long backendStart() {
    return server.draw(server.delays().backendStart());
  }

  long queryTime() {
    return server.draw(server.delays().query());
  }

  /** How long a process takes to begin something. */
  long aLittle() {
    return server.draw(server.delays().backendStart());
  }

  void listen() {
    server.host().listen(Ports.POSTGRESQL, this);
  }

  void unlisten() {
    server.host().close(Ports.POSTGRESQL, this);
  }
}
