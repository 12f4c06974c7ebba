package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What takes long, one thing at a time, each in a task of its own. */
final class Jobs {
  private static final Duration BEFORE_ANOTHER = Duration.ofMillis(500);

  private final World world;
  private final TaskGroup group;
  private final Mailbox<Wake> wakes;
  private final Log log;
  private volatile Optional<UnderWay> current = Optional.empty();
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
    return current.map(each -> each.job);
  }

  /** Work that has begun, as it sees itself. */
  final class UnderWay {
    private volatile Job job;

    private UnderWay(Job job) {
      this.job = job;
    }

    /** Whether it has neither been overtaken nor is the agent about to end. */
    boolean isCurrent() {
      return !closed && isLast();
    }

    private boolean isLast() {
      return current.filter(each -> each == this).isPresent();
    }

    /** What is done from now on is work of another kind. */
    void goesOnAs(Job.Kind kind) {
      job = new Job(kind, job.what(), job.since());
    }
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
    begin(kind, what, _ -> work.run());
  }

  /**
   * As {@link #begin(Job.Kind, String, Runnable)}.
   *
   * @param work is told how to find out whether it has been overtaken
   */
  void begin(Job.Kind kind, String what, Consumer<UnderWay> work) {
    if (closed) {
      return;
    }
    current().ifPresent(overtaken -> wakes.put(new Wake.JobOvertaken(overtaken)));
    var begins = new UnderWay(new Job(kind, what, world.monotonic()));
    current = Optional.of(begins);
    begun++;
    group.spawn(
        what,
        () -> {
          Optional<Job.Failure> failure = Optional.empty();
          try {
            work.accept(begins);
          } catch (PortFailure e) {
            boolean refused = e instanceof PortFailure.Refused;
            failure = Optional.of(new Job.Failure(String.valueOf(e.getMessage()), refused));
            // What failed at once would otherwise be tried again dozens of times a second.
            world.sleep(BEFORE_ANOTHER);
          } catch (RuntimeException e) {
            log.mistake(what, e);
            failure = Optional.of(new Job.Failure(e.toString(), false));
            world.sleep(BEFORE_ANOTHER);
          }
          if (begins.isLast()) {
            ended = new Ended(ended.jobs() + 1, Optional.of(begins.job));
            current = Optional.empty();
            wakes.put(new Wake.JobEnded(begins.job, failure));
          }
        });
  }
}
