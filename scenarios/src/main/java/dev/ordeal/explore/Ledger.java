package dev.ordeal.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an exploration has done so far, as its folder keeps it: a later call goes on from here.
 *
 * @param environments among which schedules are drawn; another list would draw other schedules
 * @param first the first seed of all
 * @param next every seed before it is done, as far as it belongs to the shard
 * @param shard which part of all seeds: {@code 2/8}, {@code 1/1} for all; after a merge which parts
 * @param runs how many schedules were drawn and played
 * @param plays how often one was played and judged: once as drawn, and once for each strike into it
 * @param unsaid how many of them left some promise unjudged
 * @param repeated how many were played twice and gave the same evidence twice
 * @param seconds for how long, on the clock of the machine
 * @param states numbers that stand for the distinct states that were seen
 * @param rules in how many runs each rule of the policy decided something
 * @param found the schedules that broke a promise
 */
public record Ledger(
    List<String> environments,
    long first,
    long next,
    String shard,
    long runs,
    long plays,
    long unsaid,
    long repeated,
    double seconds,
    SortedSet<Integer> states,
    SortedMap<String, Long> rules,
    List<Found> found) {
  private static final String FILE = "exploration.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A schedule that broke a promise: where it stands, and what was broken. */
  public record Found(
      long seed, String promise, String words, String file, String command, int steps) {}

  static Ledger begun(List<String> environments, long first, String shard) {
    return new Ledger(
        environments,
        first,
        first,
        shard,
        0,
        0,
        0,
        0,
        0,
        new TreeSet<>(),
        new TreeMap<>(),
        List.of());
  }

  /** Whether {@code folder} holds one. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  public static Ledger read(Path folder) {
    return JSON.readValue(folder.resolve(FILE).toFile(), Ledger.class);
  }

  /** Whole or not at all. */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(FILE + ".new");
      JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
      Files.move(
          fresh,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(FILE), e);
    }
  }

  /** Both, for shards of one exploration. */
  public Ledger and(Ledger other) {
    SortedSet<Integer> allStates = new TreeSet<>(states);
    allStates.addAll(other.states);
    SortedMap<String, Long> allRules = new TreeMap<>(rules);
    other.rules.forEach((rule, runs) -> allRules.merge(rule, runs, Long::sum));
    List<Found> allFound = new java.util.ArrayList<>(found);
    allFound.addAll(other.found);
    return new Ledger(
        environments,
        Math.min(first, other.first),
        Math.min(next, other.next),
        shard + " " + other.shard,
        runs + other.runs,
        plays + other.plays,
        unsaid + other.unsaid,
        repeated + other.repeated,
        seconds + other.seconds,
        allStates,
        allRules,
        allFound);
  }
}
