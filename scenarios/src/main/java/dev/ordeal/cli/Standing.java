package dev.ordeal.cli;

import dev.ordeal.cli.door.Door;
import dev.ordeal.cli.door.Reply;
import dev.ordeal.cli.door.Request;
import dev.ordeal.containers.SpareEnvironment;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.Step;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Problems;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An environment that stays up until somebody wants its end, and does meanwhile what callers ask
 * for: one after the other, told to them and on the terminal alike.
 */
final class Standing implements Door.Handler, Recorder {
  private static final long LAST_STEP_SECONDS = 10;

  private final World world;
  private final Moment start;
  private final PrintWriter out;
  private final Optional<SpareEnvironment> spare;
  private final Function<String, List<String>> leftOf;
  private final ExecutorService spareWork =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("spare").factory());
  private final ReentrantLock turn = new ReentrantLock();
  private final CountDownLatch endWanted = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger steps = new AtomicInteger();
  private volatile @Nullable Stage stage;
  private volatile String farewell = "it did not come up";
  private volatile boolean nothingLeft = true;
  private volatile Consumer<Event> caller = _ -> {};

  /**
   * @param spare the second environment, kept ready; empty where none is
   * @param leftOf what the engine still has of an environment, by the environment's name
   */
  Standing(
      World world,
      PrintWriter out,
      Optional<SpareEnvironment> spare,
      Function<String, List<String>> leftOf) {
    this.world = world;
    this.out = out;
    this.spare = spare;
    this.leftOf = leftOf;
    this.start = world.monotonic();
  }

  @Override
  public void record(Event event) {
    EventWords.of(event).ifPresent(words -> say(timed(event.atNs(), words)));
    caller.accept(event);
  }

  @Override
  public long nowNs() {
    return world.monotonic().since(start).toNanos();
  }

  private void say(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  private static String timed(long ns, String words) {
    return String.format(Locale.ROOT, "%8.3f s  %s", ns / 1e9, words);
  }

  /**
   * Holds {@code environment}, which runs, until its end is wanted; then heals and ends it. To be
   * called once.
   *
   * @param introduction the lines that say what is up and how it is ended
   */
  void hold(Environment environment, List<String> introduction) {
    var now = new Stage(world, environment, this);
    stage = now;
    introduction.forEach(this::say);
    now.watchLeaderKey();
    spare.ifPresent(_ -> spareWork.execute(this::prepareSpare));
    try {
      endWanted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  /** Ends what is up as soon as its step is over. From any thread, any number of times. */
  void wantEnd() {
    endWanted.countDown();
    Stage now = stage;
    if (now != null) {
      now.improvisation().interrupt("the environment is ending");
    }
  }

  /** Whether there is any use in starting it. */
  boolean isEndWanted() {
    return endWanted.getCount() == 0;
  }

  /** Whoever waits for the end waits no longer. Idempotent. */
  void isOver() {
    ended.countDown();
  }

  /** Removes everything as it is. */
  void remove() {
    Stage now = stage;
    if (now != null) {
      now.close();
    }
    spare.ifPresent(SpareEnvironment::close);
  }

  private void end() {
    Stage last = stage;
    if (last == null) {
      return;
    }
    boolean mine = myTurnSoon();
    try {
      Moment from = world.monotonic();
      String healed = healed(last);
      String name = last.environment().access().name();
      last.close();
      spareWork.shutdown();
      spareWork.awaitTermination(1, TimeUnit.MINUTES);
      spare.ifPresent(SpareEnvironment::close);
      List<String> left = leftOf.apply(name);
      nothingLeft = left.isEmpty();
      farewell =
          "%s%s ended in %s; %s"
              .formatted(
                  healed,
                  name,
                  seconds(world.monotonic().since(from)),
                  left.isEmpty() ? "nothing of it is left" : "left are " + String.join(", ", left));
      say(farewell);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (mine) {
        turn.unlock();
      }
      isOver();
    }
  }

  private boolean myTurnSoon() {
    try {
      return turn.tryLock(LAST_STEP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String healed(Stage stage) {
    try {
      int healed = stage.improvisation().healAll();
      return healed == 0 ? "" : "healed " + healed + "; ";
    } catch (RuntimeException failure) {
      return "not healed: " + oneLine(failure) + "; ";
    }
  }

  private void prepareSpare() {
    Moment from = world.monotonic();
    try {
      spare.orElseThrow().prepare();
      say(
          timed(
              nowNs(),
              "  a spare is ready and paused, after " + seconds(world.monotonic().since(from))));
    } catch (RuntimeException failure) {
      say(timed(nowNs(), "  no spare: " + oneLine(failure)));
    }
  }

  @Override
  public int answer(Request request, Consumer<Reply> replies) {
    var answer = new Answer(replies);
    if (request.ask() == Request.Ask.END) {
      return endFor(answer);
    }
    turn.lock();
    try {
      Stage now = stage;
      if (now == null || isEndWanted()) {
        return answer.refuse(
            now == null ? "the environment is still starting" : "the environment is ending");
      }
      return switch (request.ask()) {
        case STEP -> step(now, request.text(), answer);
        case HEAL -> heal(now, answer);
        case LIST -> list(now, answer);
        case TAKE_SPARE -> takeSpare(now, answer);
        case END -> throw new IllegalStateException("has been answered");
      };
    } finally {
      turn.unlock();
    }
  }

  private int endFor(Answer answer) {
    wantEnd();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer.line(farewell);
    return (nothingLeft ? ExitCode.HELD : ExitCode.COULD_NOT_RUN).number();
  }

  private int step(Stage now, String text, Answer answer) {
    var problems = new Problems();
    Optional<Step> step = now.improvisation().read("step", text, problems);
    if (step.isEmpty()) {
      problems.inOrder().forEach(problem -> answer.problem(problem.toString()));
      return ExitCode.BAD_INPUT.number();
    }
    return told(
        answer,
        () -> {
          record(new Event.StepStarted(nowNs(), steps.getAndIncrement(), step.get().text()));
          now.improvisation().play(step.get());
        });
  }

  private int heal(Stage now, Answer answer) {
    var healed = new AtomicInteger();
    int code = told(answer, () -> healed.set(now.improvisation().healAll()));
    if (healed.get() == 0) {
      answer.line("nothing was in force");
    }
    return code;
  }

  /** Lets the caller hear of every event while {@code work} is done. */
  private int told(Answer answer, Runnable work) {
    long askedNs = nowNs();
    var failed = new AtomicInteger();
    caller =
        event -> {
          EventWords.of(event)
              .ifPresent(words -> answer.line(timed(event.atNs() - askedNs, words)));
          if (event instanceof Event.FaultMarked marked && marked.mark() == FaultMark.FAILED) {
            failed.incrementAndGet();
          }
        };
    try {
      work.run();
    } finally {
      caller = _ -> {};
    }
    return (failed.get() == 0 ? ExitCode.HELD : ExitCode.INCONCLUSIVE).number();
  }

  private int list(Stage now, Answer answer) {
    ForceWords.of(now.improvisation().inForce()).forEach(answer::line);
    return ExitCode.HELD.number();
  }

  private int takeSpare(Stage now, Answer answer) {
    if (spare.isEmpty()) {
      return answer.refuse("no spare is kept; ./ordeal up ENVIRONMENT --spare keeps one");
    }
    Moment from = world.monotonic();
    Environment next;
    try {
      next = spare.get().take();
    } catch (EnvironmentFailed none) {
      answer.problem("ordeal: " + none.getMessage());
      return ExitCode.COULD_NOT_RUN.number();
    }
    Duration taken = world.monotonic().since(from);
    var following = new Stage(world, next, this);
    stage = following;
    spareWork.execute(() -> {
      now.close();
      prepareSpare();
    });
    String words = "the spare has taken over in " + seconds(taken);
    say(timed(nowNs(), "  " + words));
    answer.line(words);
    List<String> access = AccessWords.of(next.access());
    access.forEach(this::say);
    access.forEach(answer::line);
    following.watchLeaderKey();
    return ExitCode.HELD.number();
  }

  private static String oneLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
  }

  /** What goes to one caller. */
  private record Answer(Consumer<Reply> replies) {
    void line(String text) {
      replies.accept(new Reply(Reply.Kind.LINE, text, 0));
    }

    void problem(String text) {
      replies.accept(new Reply(Reply.Kind.PROBLEM, text, 0));
    }

    int refuse(String why) {
      problem("ordeal: " + why);
      return ExitCode.BAD_INPUT.number();
    }
  }
}
