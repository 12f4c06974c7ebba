package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a second through the proxy, with all links on the way and without any, by the same clients
 * to the same server in turn.
 */
public record Throughput(List<Round> rounds) {
  /** How many clients write, each as fast as it is answered. */
  public static final int CLIENTS = 8;

  /** For how long they write in each round by each way. */
  public static final Duration TIME = Duration.ofSeconds(3);

  /** How many rounds there are. */
  public static final int ROUNDS = 5;

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Writes a second by both ways, one right after the other. */
  public record Round(double throughLinks, double withoutLinks) {
    public double ratio() {
      return throughLinks / withoutLinks;
    }
  }

  public Throughput {
    rounds = List.copyOf(rounds);
  }

  /**
   * @param environment runs, and is steady
   */
  public static Throughput of(ContainerEnvironment environment, World world) {
    try (var links = new ClosedLoop(world, environment.sessions(), "links", CLIENTS);
        var straight =
            new ClosedLoop(world, environment.sessionsWithoutLinks(), "straight", CLIENTS)) {
      links.writesPerSecond(WARM_UP);
      straight.writesPerSecond(WARM_UP);
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(new Round(links.writesPerSecond(TIME), straight.writesPerSecond(TIME)));
      }
      return new Throughput(rounds);
    }
  }

  /** The round whose ratio is in the middle. */
  public Round median() {
    return rounds.stream()
        .sorted(Comparator.comparing(Round::ratio))
        .toList()
        .get(rounds.size() / 2);
  }
}
