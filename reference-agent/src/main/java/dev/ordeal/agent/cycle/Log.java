package dev.ordeal.agent.cycle;

/** Where the agent says what it does; the sentences of the contract (section 7.6). */
public interface Log {
  void info(String sentence);

  void warning(String sentence);

  void error(String sentence);

  /**
   * Says what must not happen, a mistake in the agent itself, and goes on: where the agent would
   * end, or one of its tasks, the node would be lost for good.
   *
   * @param what was broken off by it
   */
  void mistake(String what, RuntimeException mistake);
}
