package dev.ordeal.agent.policy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code synchronous_standby_names}: how many of whom a commit waits for.
 *
 * @param any whether any {@code count} of them will do, or the first {@code count}
 * @param count how many; 0 where nobody is waited for
 * @param names in the order of the text; a star alone stands for everybody
 */
public record SynchronousNames(boolean any, int count, List<String> names) {
  public static final SynchronousNames NOBODY = new SynchronousNames(false, 0, List.of());
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> WORDS = Set.of("first", "any");
  private static final Pattern LIST =
      Pattern.compile("(?i)\\s*(?:(any|first)\\s+)?([0-9]+)\\s*\\((.*)\\)\\s*");
  private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

  public SynchronousNames {
    names = List.copyOf(names);
  }

  /** The first {@code names.size()} of {@code names}, in the order of the alphabet. */
  public static SynchronousNames all(Collection<String> names) {
    return new SynchronousNames(false, names.size(), List.copyOf(new TreeSet<>(names)));
  }

  public static SynchronousNames anyOf(int count, Collection<String> names) {
    return names.isEmpty()
        ? NOBODY
        : new SynchronousNames(true, count, List.copyOf(new TreeSet<>(names)));
  }

  /** Everybody: what strict mode waits for while nobody is there. */
  public static SynchronousNames everybody(boolean any) {
    return new SynchronousNames(any, 1, List.of("*"));
  }

  /** Reads the text of the parameter, leniently: what PostgreSQL accepts is taken. */
  public static SynchronousNames parse(String text) {
    if (text.isBlank()) {
      return NOBODY;
    }
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      boolean any = "any".equalsIgnoreCase(list.group(1));
      return new SynchronousNames(any, Integer.parseInt(list.group(2)), names(list.group(3)));
    }
    return new SynchronousNames(false, 1, names(text));
  }

  private static List<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(
            found -> found.group(1) == null ? found.group(2) : found.group(1).replace("\"\"", "\""))
        .toList();
  }

  public boolean isEverybody() {
    return names.equals(List.of("*"));
  }

  /** The names, without those that are no names. */
  public Set<String> set() {
    return isEverybody() ? Set.of() : new TreeSet<>(names);
  }

  /** The text of the parameter as the contract writes it (section 5). */
  @Override
  public String toString() {
    if (names.isEmpty()) {
      return "";
    }
    if (any) {
      return "ANY " + count + " (" + joined() + ")";
    }
    return names.size() == 1 ? quoted(names.getFirst()) : count + " (" + joined() + ")";
  }

  private String joined() {
    return names.stream().map(SynchronousNames::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String name) {
    boolean plain =
        name.equals("*")
            || PLAIN.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT));
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
