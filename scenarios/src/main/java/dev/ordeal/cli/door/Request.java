package dev.ordeal.cli.door;

import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of the process that holds an environment; one line of JSON.
 *
 * @param text the step; empty for all that needs none
 */
public record Request(Ask ask, String text) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The kinds of request. */
  public enum Ask {
    /** Plays a step. */
    STEP,
    /** Heals whatever is in force. */
    HEAL,
    /** Tells what is in force. */
    LIST,
    /** Ends the environment and goes on with the spare. */
    TAKE_SPARE,
    /** Ends the environment. */
    END
  }

  public static Request of(Ask ask) {
    return new Request(ask, "");
  }

  String line() {
    return JSON.writeValueAsString(this);
  }

  /**
   * @throws tools.jackson.core.JacksonException when {@code line} is none
   */
  static Request parse(String line) {
    return JSON.readValue(line, Request.class);
  }
}
