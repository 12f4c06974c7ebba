package dev.ordeal.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects everything that is wrong in a file, so that its writer is told all of it at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /**
   * Notes a problem.
   *
   * @param meant what would be right; may be empty
   */
  public void add(Position position, String wrong, String meant) {
    found.add(new Problem(position, wrong, meant));
  }

  /** Notes a problem and gives nothing, for readers that return an optional. */
  public <T> Optional<T> none(Position position, String wrong, String meant) {
    add(position, wrong, meant);
    return Optional.empty();
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public int size() {
    return found.size();
  }

  /** All problems, in the order of the file. */
  public List<Problem> inOrder() {
    return found.stream().sorted(Comparator.comparing(Problem::position)).distinct().toList();
  }
}
