package dev.ordeal.simulation.postgres;

import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Does the statements of sessions; each is a transaction. */
final class Statements {
  private static final int ROWS_OF_A_PAGE = 100;

  private final Instance instance;
  private final String node;
  private final DataDirectory data;
  private final Disk disk;
  private final LogWriter log;
  private final RowLocks locks = new RowLocks();
  private int rowsWithoutSpace;

  Statements(Instance instance, String node, DataDirectory data, Disk disk, LogWriter log) {
    this.instance = instance;
    this.node = node;
    this.data = data;
    this.disk = disk;
    this.log = log;
  }

  void execute(Query query, Consumer<Result> done) {
    switch (query) {
      case Query.Append(String writer, long number) ->
          insert(new Change.Append(writer, number), done);
      case Query.Probe() -> {
        if (instance.isPrimary()) {
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
      case Query.View() -> done.accept(view());
      case Query.Streaming() ->
          done.accept(
              new Result.Names(
                  instance.senders().all().stream()
                      .filter(Sender::streams)
                      .map(Sender::name)
                      .sorted()
                      .toList()));
      case Query.Rows(String writer) ->
          done.accept(new Result.Numbers(data.tables.numbers(writer)));
    }
  }

  private Result done(long value) {
    return new Result.Done(node, data.timelines.current(), value);
  }

  private Result view() {
    boolean primary = instance.isPrimary();
    return new Result.View(
        !primary,
        data.timelines.current(),
        primary ? data.flushed : data.replayedTo(),
        instance.hasCaughtUp());
  }

  private boolean refusesWrites(Consumer<Result> done) {
    if (!instance.isPrimary()) {
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
    if (disk.isFull() && ++rowsWithoutSpace > ROWS_OF_A_PAGE / 4) {
      done.accept(new Result.Failed("53100", "could not extend file: No space left on device"));
      return;
    }
    rowsWithoutSpace = disk.isFull() ? rowsWithoutSpace : 0;
    Result inserted = done(0);
    log.write(change, () -> done.accept(inserted));
  }

  private void swap(String key, LongPredicate expected, long value, Consumer<Result> done) {
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
          Result swapped = done(1);
          log.write(
              new Change.SetRegister(key, value),
              () -> {
                locks.unlock(key);
                done.accept(swapped);
              });
        });
  }

  /** Those under way end without an answer. */
  void abandon() {
    locks.clear();
  }
}
