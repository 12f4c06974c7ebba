package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What takes long, one thing at a time, each in a task of its own. */
final class Jobs {
  private static final Duration BEFORE_ANOTHER = Duration.ofMillis(500);

  private final World world;
  private final TaskGroup group;
  private final Mailbox<Wake> wakes;
  private final Log log;
  private volatile Optional<Job> current = Optional.empty();
  private volatile Ended ended = new Ended(0, Optional.empty());
  private volatile boolean closed;
  private long begun;

  Jobs(World world, TaskGroup group, Mailbox<Wake> wakes, Log log) {
    this.world = world;
    this.log = log;
    this.group = group;
    this.wakes = wakes;
  }

  Optional<Job> current() {
    return current;
  }

  /**
   * What has ended, in good or ill.
   *
   * @param jobs how many so far, those not counted that were overtaken
   * @param last the last of them; empty before the first one
   */
  record Ended(long jobs, Optional<Job> last) {}

  /** An end is told here before the job is no longer {@link #current()}. */
  Ended ended() {
    return ended;
  }

  /** How many have begun so far; for the task that begins them. */
  long begun() {
    return begun;
  }

  /** From now on nothing is begun: the agent ends, and a server that it stops stays down. */
  void close() {
    closed = true;
  }

  /**
   * Begins {@code work}. What is under way already is overtaken: its own work fails by itself when
   * the server is stopped under it, and its end is no longer waited for.
   */
  void begin(Job.Kind kind, String what, Runnable work) {
    begin(kind, what, current -> work.run());
  }

  /**
   * As {@link #begin(Job.Kind, String, Runnable)}.
   *
   * @param work is told how to find out whether it has been overtaken
   */
  void begin(Job.Kind kind, String what, Consumer<BooleanSupplier> work) {
    if (closed) {
      return;
    }
    current.ifPresent(overtaken -> wakes.put(new Wake.JobOvertaken(overtaken)));
    Job job = new Job(kind, what, world.monotonic());
    current = Optional.of(job);
    begun++;
    group.spawn(
        what,
        () -> {
          Optional<String> failure = Optional.empty();
          try {
            work.accept(() -> !closed && isCurrent(job));
          } catch (PortFailure e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            // What failed at once would otherwise be tried again dozens of times a second.
            world.sleep(BEFORE_ANOTHER);
          } catch (RuntimeException e) {
            log.mistake(what, e);
            failure = Optional.of(e.toString());
            world.sleep(BEFORE_ANOTHER);
          }
          if (isCurrent(job)) {
            ended = new Ended(ended.jobs() + 1, Optional.of(job));
            current = Optional.empty();
            wakes.put(new Wake.JobEnded(job, failure));
          }
        });
  }

  private boolean isCurrent(Job job) {
    return current.filter(each -> each == job).isPresent();
  }
}
