package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * patronictl, as Patroni ships it, against the reference agent and against Patroni: what it says
 * and how it ends must be the same, but for names, positions and times.
 */
@Tag("container")
class PatronictlIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String SCOPE = "patronictl";

  /**
   * In this order, each upon what the ones before have left. LEADER, FIRST and SECOND are the
   * leader and the two others as they were when the story began; the last switchover brings the
   * leader back.
   */
  private static final List<String> COMMANDS =
      List.of(
          "list",
          "list -f json",
          "list -f tsv -e",
          "topology",
          "version SCOPE",
          "show-config",
          "dsn --role primary",
          "dsn --member FIRST",
          "query --role primary --command 'SELECT 40 + 2' --username postgres",
          "history -f json",
          "edit-config --force --set maximum_lag_on_failover=2000000",
          "edit-config --force --pg work_mem=5MB",
          "show-config",
          "edit-config --force --set maximum_lag_on_failover=2000000",
          "reload SCOPE --force",
          "restart SCOPE FIRST --force",
          "await-streaming",
          "restart SCOPE nobody --force",
          "restart SCOPE FIRST --force --scheduled 2099-01-01T00:00:00+00:00",
          "restart SCOPE FIRST --force --scheduled 2099-01-02T00:00:00+00:00",
          "await-scheduled-restart",
          "flush SCOPE FIRST restart --force",
          "await-no-scheduled-restart",
          "flush SCOPE FIRST restart --force",
          "pause SCOPE",
          "await-paused",
          "list",
          "pause SCOPE",
          "resume SCOPE",
          "await-resumed",
          "resume SCOPE",
          "reinit SCOPE SECOND --force",
          "await-streaming",
          "reinit SCOPE LEADER --force",
          "switchover SCOPE --leader FIRST --candidate SECOND --force",
          "switchover SCOPE --leader LEADER --candidate nobody --force",
          "switchover SCOPE --leader LEADER --candidate LEADER --force",
          "switchover SCOPE --leader LEADER --candidate FIRST --scheduled 2001-01-01T00:00:00+00:00"
              + " --force",
          "switchover SCOPE --leader LEADER --candidate FIRST --scheduled 2099-01-01T00:00:00+00:00"
              + " --force",
          "list",
          "flush SCOPE switchover",
          "flush SCOPE switchover",
          "switchover SCOPE --leader LEADER --candidate FIRST --force",
          "await-streaming",
          "list",
          "failover SCOPE --candidate SECOND --force",
          "await-streaming",
          "failover SCOPE --candidate SECOND --force",
          "failover SCOPE --force",
          "switchover SCOPE --candidate LEADER --force",
          "await-streaming",
          "topology",
          "history -f json");

  @Test
  void says_the_same_of_both_agents() {
    List<Said> patroni = play("patroni");
    List<Said> ours = play("reference");
    var softly = new SoftAssertions();
    for (int i = 0; i < patroni.size(); i++) {
      Said expected = patroni.get(i);
      Said found = ours.get(i);
      System.out.println(
          (found.equals(expected) ? "same  " : "other ") + "patronictl " + expected.command());
      softly.assertThat(found).isEqualTo(expected);
    }
    assertThat(patroni).hasSameSizeAs(ours).hasSizeGreaterThan(40);
    softly.assertAll();
  }

  /** What a command said, without what differs from run to run. */
  private record Said(String command, long exitCode, String text) {
    @Override
    public String toString() {
      return command + " -> " + exitCode + "\n" + text;
    }
  }

  private static List<Said> play(String agent) {
    EnvironmentPlan plan =
        Plans.read(
            SCOPE,
            "agent: { kind: %s, ttl: 20s, loop-wait: 1s, retry-timeout: 3s }".formatted(agent));
    assertThat(plan.agent().kind().name()).isEqualToIgnoringCase(agent);
    assertThat(AgentPlan.Kind.values()).hasSize(2);
    List<Said> said = new ArrayList<>();
    try (var started = new Started(plan)) {
      NodeName leader = started.leader();
      List<NodeName> others =
          plan.nodes().stream().filter(node -> !node.equals(leader)).sorted().toList();
      var cast = new Cast(leader.value(), others.get(0).value(), others.get(1).value());
      awaitStreaming(started, cast);
      for (String command : COMMANDS) {
        switch (command) {
          case "await-streaming" -> awaitStreaming(started, cast);
          case "await-paused" -> awaitListed(started, cast, "Maintenance mode: on", true);
          case "await-resumed" -> awaitListed(started, cast, "Maintenance mode: on", false);
          case "await-scheduled-restart" -> awaitListed(started, cast, "Scheduled restart", true);
          case "await-no-scheduled-restart" ->
              awaitListed(started, cast, "Scheduled restart", false);
          default -> said.add(say(started, cast, command));
        }
      }
    }
    return said;
  }

  private record Cast(String leader, String first, String second) {
    String named(String command) {
      return command
          .replace("LEADER", leader)
          .replace("FIRST", first)
          .replace("SECOND", second)
          .replace("SCOPE", SCOPE);
    }

    /** Names with their order, positions, times and the widths of columns differ between runs. */
    String unnamed(String text) {
      String plain =
          text.replace(leader, "LEADER")
              .replace(first, "FIRST")
              .replace(second, "SECOND")
              .replaceAll(
                  "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?([+-]\\d\\d:?\\d\\d)?",
                  "TIME")
              .replaceAll("\\b[0-9A-F]+/[0-9A-F]{4,}\\b", "LSN")
              .replaceAll("\\[\\s*(\\d+),\\s*\\d+,", "[$1, POSITION,")
              .replaceAll("\"LSN\": \\d+", "\"LSN\": POSITION")
              .replaceAll("\\b198\\.\\d+\\.\\d+\\.\\d+\\b", "ADDRESS")
              .replaceAll("\\b\\d{19}\\b", "IDENTIFIER")
              .replace("}, {", "}\n{")
              .replaceAll("[\\[\\]]", "")
              .replaceAll("-+", "-")
              .replaceAll("[ \\t]+", " ");
      return plain.lines().map(String::strip).sorted().collect(Collectors.joining("\n"));
    }
  }

  /** What it shows of the members while they change is a matter of milliseconds: left out. */
  private static Said say(Started started, Cast cast, String command) {
    ExecAnswer answer = patronictl(started, cast, command);
    String text = cast.unnamed(answer.output() + "\n" + answer.errors());
    boolean changes = !command.startsWith("list") && !command.startsWith("topology");
    return new Said(
        command,
        answer.exitCode(),
        changes
            ? text.lines()
                .filter(line -> !line.startsWith("|") && !line.startsWith("+"))
                .collect(Collectors.joining("\n"))
            : text);
  }

  private static ExecAnswer patronictl(Started started, Cast cast, String command) {
    return started
        .member(new NodeName(cast.leader()))
        .exec("postgres", LIMIT, "bash", "-c", "COLUMNS=200 patronictl " + cast.named(command));
  }

  /** Until the keys of the members say so, too. */
  private static void awaitStreaming(Started started, Cast cast) {
    started.awaitSteady();
    Started.eventually(
        LIMIT,
        () -> {
          // Where a restart is pending for several reasons, a row goes on in lines of its own.
          List<String> members =
              patronictl(started, cast, "list -f tsv")
                  .output()
                  .lines()
                  .filter(line -> line.contains("\t"))
                  .skip(1)
                  .toList();
          long timelines = members.stream().map(line -> line.split("\t", -1)[5]).distinct().count();
          return timelines == 1
              && members.stream().filter(line -> line.contains("\tstreaming\t")).count() == 2;
        });
  }

  /** Until the keys in the store tell it, from which patronictl also decides what to ask. */
  private static void awaitListed(Started started, Cast cast, String words, boolean listed) {
    Started.eventually(
        LIMIT, () -> patronictl(started, cast, "list").output().contains(words) == listed);
  }
}
