package dev.ordeal.agent.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A command of the user's own that makes a data directory: a bootstrap method, or one of {@code
 * create_replica_methods}.
 *
 * @param name of the section that describes it
 * @param command as written; {@link #words} splits it
 * @param noParameters whether the agent adds no words of its own
 * @param keepData whether what is in the data directory stays for the command to use
 * @param noLeader whether it works without a running member
 * @param keepExistingRecoveryConf whether the command has written the recovery parameters itself
 * @param recoveryConf recovery parameters for the first start
 * @param arguments every other key, as {@code --key=value}
 */
public record CustomMethod(
    String name,
    String command,
    boolean noParameters,
    boolean keepData,
    boolean noLeader,
    boolean keepExistingRecoveryConf,
    SortedMap<String, String> recoveryConf,
    List<String> arguments) {
  private static final Set<String> OWN_KEYS =
      Set.of(
          "command",
          "no_params",
          "keep_data",
          "no_leader",
          "no_master",
          "keep_existing_recovery_conf",
          "recovery_conf");

  public CustomMethod {
    arguments = List.copyOf(arguments);
  }

  static CustomMethod of(String name, Section section, String command) {
    List<String> arguments = new ArrayList<>();
    section
        .values()
        .forEach((key, value) -> {
          if (!OWN_KEYS.contains(key)) {
            arguments.add("--" + key + "=" + Lenient.text(value));
          }
        });
    return new CustomMethod(
        name,
        command,
        section.truth("no_params", false),
        section.truth("keep_data", false),
        section.truth("no_leader", section.truth("no_master", false)),
        section.truth("keep_existing_recovery_conf", false),
        section.textsByName("recovery_conf"),
        arguments);
  }

  /**
   * The command and what it is called with.
   *
   * @param own the agent's words, which {@code no_params} leaves out
   */
  public List<String> words(List<String> own) {
    List<String> words = new ArrayList<>(ShellWords.of(command));
    words.addAll(arguments);
    if (!noParameters) {
      words.addAll(own);
    }
    return words;
  }

  /** The method that {@code section} describes; empty where it has no command. */
  static Optional<CustomMethod> of(String name, Section section) {
    return section.text("command").map(command -> of(name, section, command));
  }
}
