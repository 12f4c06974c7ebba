package dev.ordeal.workload;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in memory that can refuse, stall, and lose its answers. */
final class MemoryDatabase implements Sessions {
  /** How the database behaves. */
  enum Mood {
    WELL,
    /** New sessions are refused. */
    REFUSING,
    /** What is sent is done, but the answer never comes. */
    SILENT
  }

  private final World world;
  private final Duration latency;
  private final Map<String, Long> registers = new ConcurrentHashMap<>();
  private final List<String> rows = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Mood mood = Mood.WELL;

  MemoryDatabase(World world, Duration latency) {
    this.world = world;
    this.latency = latency;
  }

  void becomes(Mood next) {
    mood = next;
  }

  synchronized List<String> rows() {
    return List.copyOf(rows);
  }

  private synchronized void insert(String row) {
    rows.add(row);
  }

  @Override
  public Session open(Entry entry, Duration limit) throws SessionFailure {
    if (mood == Mood.REFUSING) {
      throw new SessionFailure(ClientOutcome.DEFINITE, "refused", "refused", new Exception());
    }
    open.incrementAndGet();
    return new MemorySession();
  }

  /** How many sessions were opened and not closed. */
  int open() {
    return open.get();
  }

  private final class MemorySession implements Session {
    private boolean broken;

    @Override
    public Optional<String> servedBy() {
      return Optional.of("node1");
    }

    private void pass(Duration limit) throws SessionFailure {
      if (broken) {
        throw new IllegalStateException("a session was used after it had failed");
      }
      if (mood == Mood.WELL) {
        world.sleep(latency);
        return;
      }
      broken = true;
      if (mood == Mood.SILENT) {
        world.sleep(limit);
        throw new SessionFailure(ClientOutcome.INDEFINITE, "silent", "silent", new Exception());
      }
      throw new SessionFailure(ClientOutcome.INDEFINITE, "reset", "reset", new Exception());
    }

    @Override
    public Served append(String writer, long number, Duration limit) throws SessionFailure {
      insert(writer + ":" + number);
      pass(limit);
      return new Served("node1", 1);
    }

    @Override
    public Read readLatest(String writer, Duration limit) throws SessionFailure {
      pass(limit);
      return new Read("node2", 1, 0);
    }

    @Override
    public Read readRegister(String key, Duration limit) throws SessionFailure {
      pass(limit);
      return new Read("node1", 1, registers.getOrDefault(key, 0L));
    }

    @Override
    public Served writeRegister(String key, long value, Duration limit) throws SessionFailure {
      registers.put(key, value);
      pass(limit);
      return new Served("node1", 1);
    }

    @Override
    public Swapped compareAndSet(String key, long expected, long value, Duration limit)
        throws SessionFailure {
      boolean swapped = registers.getOrDefault(key, 0L) == expected;
      if (swapped) {
        registers.put(key, value);
      }
      pass(limit);
      return new Swapped("node1", 1, swapped);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
