package dev.ordeal.containers.engine;

/** What a command inside a container answered. */
public record ExecAnswer(long exitCode, String output, String errors) {
  public boolean ok() {
    return exitCode == 0;
  }

  /** What it said, for a message to people. */
  public String words() {
    return "exit code " + exitCode + ": " + (errors.isBlank() ? output : errors).strip();
  }
}
