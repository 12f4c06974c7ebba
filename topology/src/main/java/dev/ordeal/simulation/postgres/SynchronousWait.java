package dev.ordeal.simulation.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code synchronous_standby_names} as the server understands it (PostgreSQL's documentation,
 * section 19.6.2).
 *
 * @param any whether any {@code count} of them will do
 * @param count how many must have a commit; 0 for none
 * @param names in order of priority; {@code *} matches everybody
 */
record SynchronousWait(boolean any, int count, List<String> names) {
  static final SynchronousWait NONE = new SynchronousWait(false, 0, List.of());
  private static final Pattern LIST =
      Pattern.compile("\\s*(?:(?i:(any|first))\\s+)?(\\d+)\\s*\\((.*)\\)\\s*");
  private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"|([^,\"\\s]+)");

  static SynchronousWait parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    Matcher list = LIST.matcher(text);
    if (!list.matches()) {
      return new SynchronousWait(false, 1, names(text));
    }
    boolean any = "any".equalsIgnoreCase(list.group(1));
    return new SynchronousWait(any, Integer.parseInt(list.group(2)), names(list.group(3)));
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    for (MatchResult found : NAME.matcher(text).results().toList()) {
      names.add(found.group(1) == null ? found.group(2) : found.group(1));
    }
    return List.copyOf(names);
  }

  boolean waits() {
    return count > 0;
  }

  /** The place of {@code standby}, from 1; 0 where it is not named. */
  int priority(String standby) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals("*") || names.get(i).equalsIgnoreCase(standby)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Those of {@code streaming} that a commit waits for, by priority; empty where too few are. */
  List<Sender> chosen(List<Sender> streaming) {
    List<Sender> named = new ArrayList<>();
    for (Sender sender : streaming) {
      if (priority(sender.name()) > 0) {
        named.add(sender);
      }
    }
    if (named.size() < count) {
      return List.of();
    }
    if (any) {
      return named;
    }
    named.sort(java.util.Comparator.comparingInt(sender -> priority(sender.name())));
    return named.subList(0, count);
  }

  /** Up to where commits are confirmed by enough standbys; negative where too few stream. */
  long confirmed(List<Sender> streaming) {
    List<Sender> chosen = chosen(streaming);
    if (chosen.isEmpty()) {
      return -1;
    }
    List<Long> flushed = new ArrayList<>();
    chosen.forEach(sender -> flushed.add(sender.flushed()));
    flushed.sort(java.util.Comparator.reverseOrder());
    return flushed.get(count - 1);
  }
}
