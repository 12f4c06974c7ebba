package dev.ordeal.containers.faults;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Signals to single processes inside a node's container, where the agent's own numbers hold. */
record NodeProcesses(Part node) {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String USER = "postgres";

  /** Prints the postmaster's number and its children's. */
  private static final String TREE =
      """
      tree() {
        local postmaster stat pid name state parent rest
        postmaster=$(server-pid) || exit 3
        echo "$postmaster"
        for stat in /proc/[0-9]*/stat; do
          read -r pid name state parent rest 2>/dev/null <"$stat" || continue
          [[ $parent == "$postmaster" ]] && echo "$pid"
        done
        return 0
      }
      """;

  /** The number of the agent; fails when there is none. */
  String agent() throws IOException {
    return one("no agent runs", "agent-pid");
  }

  /** The number of the postmaster; fails when there is none. */
  String server() throws IOException {
    return one("no server runs", "server-pid");
  }

  /** The number of the guardian; fails when there is none. */
  String guardian() throws IOException {
    return one("no guardian runs", "guardian-pid");
  }

  boolean runs(String pid) {
    String script = "read -r _ _ state _ <\"/proc/$1/stat\" && [[ $state != Z ]]";
    return node.exec(USER, LIMIT, "bash", "-c", script, "runs", pid).ok();
  }

  /** The state letter of a process, as {@code ps} has it: T when it is stopped. */
  String state(String pid) throws IOException {
    String script = "read -r _ _ state _ <\"/proc/$1/stat\" && echo \"$state\"";
    return checked(node.exec(USER, LIMIT, "bash", "-c", script, "state", pid)).output().strip();
  }

  void signal(String name, String pid) throws IOException {
    checked(node.exec(USER, LIMIT, "bash", "-c", "kill -\"$1\" \"$2\"", "signal", name, pid));
  }

  /**
   * Sends {@code name} to the postmaster first and then to all its children; twice, for those that
   * were born meanwhile.
   */
  void signalServer(String name) throws IOException {
    String script =
        TREE
            + "tree | while read -r pid; do kill -\"$1\" \"$pid\" 2>/dev/null; done\n"
            + "[[ $1 == KILL ]] || tree | while read -r pid; do"
            + " kill -\"$1\" \"$pid\" 2>/dev/null; done\n"
            + "true";
    checked(node.exec(USER, LIMIT, "bash", "-c", script, "signal", name));
  }

  /** Asks the server for a fast shutdown and does not wait for it. */
  void stopServer() throws IOException {
    checked(
        node.exec(
            USER,
            LIMIT,
            "bash",
            "-c",
            "pg_ctl stop --pgdata=\"$PGDATA\" --mode=fast --no-wait --silent"));
  }

  /** Brings a dead agent back; does nothing when one runs. */
  void startAgent() {
    node.execDetached(USER, "start-agent");
  }

  /** Writes a control file whole, by rename: half of one is dangerous. */
  void control(String path, String content) throws IOException {
    String script = "printf '%s\\n' \"$2\" >\"$1.new\" && mv \"$1.new\" \"$1\"";
    checked(node.exec(USER, LIMIT, "bash", "-c", script, "control", path, content));
  }

  void remove(String path) throws IOException {
    checked(node.exec(USER, LIMIT, "rm", "-f", path));
  }

  ExecAnswer run(String... command) {
    return node.exec(USER, LIMIT, command);
  }

  private String one(String otherwise, String command) throws IOException {
    ExecAnswer answer = node.exec(USER, LIMIT, command);
    if (!answer.ok()) {
      throw new IOException(otherwise + " in " + node.name());
    }
    return List.of(answer.output().strip().split("\\s+", -1)).getFirst();
  }

  private static ExecAnswer checked(ExecAnswer answer) throws IOException {
    if (!answer.ok()) {
      throw new IOException(answer.words());
    }
    return answer;
  }
}
