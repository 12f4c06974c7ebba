package dev.ordeal.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known word a writer meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The known word that differs from {@code word} by the fewest edits (insertion, deletion, change,
   * exchange of neighbours), if it is near enough: at most one edit for every three letters, and at
   * least one.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int limit = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** {@code meant `x`?}, or the whole list of what is known where nothing is near. */
  public static String words(String word, Collection<String> known) {
    return nearest(word, known)
        .map(candidate -> "meant `" + candidate + "`?")
        .orElseGet(() -> "known are " + String.join(", ", known));
  }

  /** The edit distance with exchanges of neighbours (optimal string alignment). */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }
}
