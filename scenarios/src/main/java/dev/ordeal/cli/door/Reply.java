package dev.ordeal.cli.door;

import tools.jackson.databind.json.JsonMapper;

/**
 * A piece of an answer; one line of JSON. The last is an {@link Kind#EXIT}.
 *
 * @param text what is to be shown; empty for an exit
 * @param code the exit code; 0 for all but an exit
 */
public record Reply(Kind kind, String text, int code) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The kinds of reply. */
  public enum Kind {
    /** A line for the standard output. */
    LINE,
    /** A line for the standard error. */
    PROBLEM,
    /** The answer is complete. */
    EXIT
  }

  static Reply exit(int code) {
    return new Reply(Kind.EXIT, "", code);
  }

  String line() {
    return JSON.writeValueAsString(this);
  }

  /**
   * @throws tools.jackson.core.JacksonException when {@code line} is none
   */
  static Reply parse(String line) {
    return JSON.readValue(line, Reply.class);
  }
}
