package dev.ordeal.cli;

import dev.ordeal.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is said when an environment is up: what runs, where, and what can be done with it. */
final class Introduction {
  /** What an image is made of, and no part of what is judged. */
  private static final Pattern LEFT_OUT = Pattern.compile("image .*|debian|nftables");

  private Introduction() {}

  /**
   * @param beginning the first sentence
   * @param name by which other verbs mean the environment
   */
  static List<String> of(String beginning, String name, Environment environment) {
    List<String> lines = new ArrayList<>();
    String versions =
        environment.versions().entrySet().stream()
            .filter(version -> !LEFT_OUT.matcher(version.getKey()).matches())
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", "));
    lines.add(beginning + (versions.isEmpty() ? "" : " It runs " + versions + "."));
    lines.add("");
    lines.addAll(AccessWords.of(environment.access()));
    lines.add("");
    lines.add("Harm: ./ordeal fault 'power-off: leader'   --list shows, --heal heals");
    lines.add("End:  Ctrl-C, or ./ordeal down             where several are up: --of " + name);
    lines.add("");
    return lines;
  }
}
