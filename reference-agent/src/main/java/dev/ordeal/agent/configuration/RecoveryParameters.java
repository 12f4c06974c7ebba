package dev.ordeal.agent.configuration;

import dev.ordeal.agent.policy.DynamicSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters that make a server a replica of another one (contract, section 1.6). Pure. */
public final class RecoveryParameters {
  /** All that tell a server how to recover. */
  public static final Set<String> NAMES =
      Set.of(
          "primary_conninfo",
          "primary_slot_name",
          "restore_command",
          "archive_cleanup_command",
          "recovery_end_command",
          "recovery_min_apply_delay",
          "recovery_target",
          "recovery_target_action",
          "recovery_target_inclusive",
          "recovery_target_lsn",
          "recovery_target_name",
          "recovery_target_time",
          "recovery_target_timeline",
          "recovery_target_xid",
          "promote_trigger_file");

  private static final List<String> TARGETS =
      List.of(
          "recovery_target",
          "recovery_target_lsn",
          "recovery_target_name",
          "recovery_target_time",
          "recovery_target_xid");
  private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_]+)\\s*=?.*");

  private RecoveryParameters() {}

  /**
   * Whom to stream from.
   *
   * @param slot the replication slot that is kept for this node there
   */
  public record Source(HostAndPort address, Optional<String> slot) {}

  /**
   * What a replica's configuration says beside its other parameters.
   *
   * @param source empty where it is to stream from nobody
   * @param user by whom it streams
   * @param passwordFile that holds the user's password
   * @param memberName is told to the source as application_name; synchronous replication goes by it
   * @param majorVersion of the server, 13 or more
   */
  public static SortedMap<String, String> of(
      DynamicSettings settings,
      Optional<Source> source,
      ServerUser user,
      Path passwordFile,
      String memberName,
      String database,
      int majorVersion) {
    SortedMap<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    parameters.put("recovery_target_timeline", "latest");
    TARGETS.forEach(target -> parameters.put(target, ""));
    parameters.putAll(settings.recoveryParameters());
    parameters.put(
        "primary_conninfo",
        source
            .map(each ->
                ConnectionWords.text(
                    words(each.address(), user, passwordFile, memberName, database, majorVersion)))
            .orElse(""));
    parameters.put(
        "primary_slot_name",
        source.filter(each -> settings.useSlots()).flatMap(Source::slot).orElse(""));
    return parameters;
  }

  /**
   * What a cluster recovers by that begins from somebody's backup (contract, section 7.1). It would
   * pause at its target, by PostgreSQL's default, and never take writes.
   *
   * @param written {@code recovery_conf} of the bootstrap method; words that are none are left out
   */
  public static SortedMap<String, String> ofBootstrap(SortedMap<String, String> written) {
    SortedMap<String, String> parameters = new TreeMap<>(written);
    parameters.keySet().retainAll(NAMES);
    if (!parameters.isEmpty()) {
      parameters.putIfAbsent("recovery_target_action", "promote");
    }
    return parameters;
  }

  /** The text of {@code postgresql.auto.conf} without what would win over the agent's words. */
  public static String dropFrom(String autoConfiguration) {
    return autoConfiguration
        .lines()
        .filter(line -> !isRecovery(line))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static boolean isRecovery(String line) {
    Matcher name = NAME.matcher(line);
    return name.matches() && NAMES.contains(name.group(1).toLowerCase(Locale.ROOT));
  }

  private static SequencedMap<String, String> words(
      HostAndPort address,
      ServerUser user,
      Path passwordFile,
      String memberName,
      String database,
      int majorVersion) {
    SequencedMap<String, String> words = new LinkedHashMap<>();
    words.put("dbname", database);
    user.username().ifPresent(name -> words.put("user", name));
    words.put("passfile", passwordFile.toString());
    words.put("host", address.host());
    words.put("port", String.valueOf(address.port()));
    if (address.host().contains(",")) {
      words.put(ConnectionWords.WHICH_SERVER, "read-write");
    }
    words.put("sslmode", "prefer");
    words.put("application_name", memberName);
    words.put("gssencmode", "prefer");
    words.put("channel_binding", "prefer");
    words.putAll(user.options());
    if (majorVersion < 17) {
      words.remove("sslnegotiation");
    }
    if (majorVersion < 14) {
      words.remove("sslcrldir");
    }
    return words;
  }
}
