package dev.ordeal.agent.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code bootstrap}: how a new cluster begins.
 *
 * @param dcs the first value of the key {@code config}
 * @param initdbOptions words for {@code initdb}
 * @param custom replaces {@code initdb}; absent means initdb
 * @param hba lines appended to {@code pg_hba.conf} of the new data directory
 * @param postBootstrap a command that is run once, with a connection string as its last word
 * @param namesUsers whether it has {@code users}, which create nobody any more
 */
public record BootstrapSection(
    Map<String, Object> dcs,
    List<String> initdbOptions,
    Optional<CustomMethod> custom,
    List<String> hba,
    Optional<String> postBootstrap,
    boolean namesUsers) {
  /** Where the file says nothing of it. */
  public static final BootstrapSection NONE =
      new BootstrapSection(
          Map.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), false);

  public BootstrapSection {
    dcs = Collections.unmodifiableMap(new LinkedHashMap<>(dcs));
    initdbOptions = List.copyOf(initdbOptions);
    hba = List.copyOf(hba);
  }

  static BootstrapSection of(Section section) {
    String method = section.text("method", "initdb");
    Optional<CustomMethod> custom =
        method.equals("initdb")
            ? Optional.empty()
            : CustomMethod.of(method, section.section(method));
    if (!method.equals("initdb") && custom.isEmpty()) {
      section.section(method).missing("command", "the command of the bootstrap method " + method);
    }
    return new BootstrapSection(
        section.section("dcs").values(),
        OptionWords.of(section, "initdb", OptionWords.NOT_FOR_INITDB),
        custom,
        section.lines("pg_hba"),
        section.text("post_bootstrap").or(() -> section.text("post_init")),
        section.has("users"));
  }
}
