package dev.ordeal.containers.measures;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.EnvironmentFailed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the engine what containers use. */
public final class PartUses {
  private PartUses() {}

  /**
   * All of them at about the same instant.
   *
   * @throws EnvironmentFailed when the engine does not say
   */
  public static List<PartUse> now(Engine engine, List<Part> parts) {
    List<Answer> asked = new ArrayList<>();
    for (Part part : parts) {
      asked.add(engine.client().statsCmd(part.id()).withNoStream(true).exec(new Answer()));
    }
    List<PartUse> uses = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      uses.add(use(parts.get(i), asked.get(i).await()));
    }
    return List.copyOf(uses);
  }

  private static PartUse use(Part part, Statistics statistics) {
    MemoryStatsConfig memory = statistics.getMemoryStats();
    var processor = statistics.getCpuStats().getCpuUsage();
    if (memory == null || memory.getUsage() == null || processor == null) {
      throw new EnvironmentFailed(part.name() + " is not counted by the engine; does it run?");
    }
    return new PartUse(
        part.name().value(),
        memory.getUsage() - droppable(memory),
        Duration.ofNanos(processor.getTotalUsage()),
        Instant.parse(statistics.getRead()));
  }

  /** File pages nobody has touched lately, which the kernel would give to others. */
  private static long droppable(MemoryStatsConfig memory) {
    var details = memory.getStats();
    if (details == null) {
      return 0;
    }
    // The first is what a first version of control groups says, the second a later one.
    Long inactive =
        details.getTotalInactiveFile() == null
            ? details.getInactiveFile()
            : details.getTotalInactiveFile();
    return inactive == null ? 0 : inactive;
  }

  /** The one answer to a question without a stream. */
  private static final class Answer extends ResultCallback.Adapter<Statistics> {
    private static final long LIMIT_SECONDS = 20;
    private volatile @Nullable Statistics statistics;

    @Override
    public void onNext(Statistics answer) {
      statistics = answer;
    }

    Statistics await() {
      try (this) {
        boolean came = awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS);
        Statistics answer = statistics;
        if (came && answer != null) {
          return answer;
        }
        throw new EnvironmentFailed("the engine does not say what containers use");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentFailed("interrupted", e);
      } catch (IOException e) {
        throw new EnvironmentFailed("the engine does not say what containers use", e);
      }
    }
  }
}
