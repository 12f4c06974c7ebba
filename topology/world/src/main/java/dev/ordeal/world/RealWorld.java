package dev.ordeal.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The world as it is: the machine's clocks, and virtual threads that really run side by side. */
public final class RealWorld implements World {
  private final long seed;
  private final Escapes escapes;

  /** Is told, on the task's own thread, of every error that escapes a task, joined or not. */
  public interface Escapes {
    void escaped(String task, Throwable error);
  }

  private RealWorld(long seed, Escapes escapes) {
    this.seed = seed;
    this.escapes = escapes;
  }

  /** In which an error that escapes a task is told to whoever joins it, and to nobody else. */
  public static RealWorld of(long seed) {
    return new RealWorld(seed, (_, _) -> {});
  }

  /** The same; {@code escapes} is told of such errors too. */
  public RealWorld telling(Escapes others) {
    return new RealWorld(seed, others);
  }

  @Override
  public Moment monotonic() {
    return new Moment(System.nanoTime());
  }

  @Override
  public Instant wallClock() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) {
    RealTaskGroup.waitHere(() -> {
      if (duration.isPositive()) {
        Thread.sleep(duration);
      }
      return Boolean.TRUE;
    });
  }

  @Override
  public TaskGroup group(String name) {
    return new RealTaskGroup(name, escapes);
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    return new RealMailbox<>();
  }

  @Override
  public RandomGenerator random(String name) {
    return RandomStreams.stream(seed, name);
  }

  private static final class RealMailbox<T> implements Mailbox<T> {
    private final LinkedBlockingQueue<T> messages = new LinkedBlockingQueue<>();

    @Override
    public void put(T message) {
      messages.add(message);
    }

    @Override
    public Optional<T> take(Duration limit) {
      return RealTaskGroup.waitHere(
          () -> Optional.ofNullable(messages.poll(limit.toNanos(), TimeUnit.NANOSECONDS)));
    }
  }
}
