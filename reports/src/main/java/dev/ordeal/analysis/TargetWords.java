package dev.ordeal.analysis;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The targets of a fault in few words: a cut may meet many links. */
public final class TargetWords {
  private static final String LINK = "link ";
  private static final int SHOWN = 2;

  private TargetWords() {}

  /**
   * All of two or fewer targets; of more links {@code 14 links of node3}, or how many there are
   * between how many members; of more others the first two and how many follow.
   *
   * @param targets as the marks of faults give them
   */
  public static String brief(List<String> targets) {
    if (targets.size() <= SHOWN) {
      return String.join(", ", targets);
    }
    if (!targets.stream().allMatch(target -> target.startsWith(LINK))) {
      return String.join(", ", targets.subList(0, SHOWN))
          + " and %d more".formatted(targets.size() - SHOWN);
    }
    List<Set<String>> ends = targets.stream().map(TargetWords::ends).toList();
    Set<String> common = new LinkedHashSet<>(ends.getFirst());
    ends.forEach(common::retainAll);
    Set<String> all = new LinkedHashSet<>();
    ends.forEach(all::addAll);
    return common.isEmpty()
        ? "%d links between %d members".formatted(targets.size(), all.size())
        : "%d links of %s".formatted(targets.size(), String.join(" and ", common));
  }

  private static Set<String> ends(String link) {
    String path = link.substring(LINK.length()).replaceFirst(":\\d+$", "");
    return new LinkedHashSet<>(Arrays.asList(path.split("->")));
  }
}
