package dev.ordeal.agent.cycle;

/** Where the agent says what it does; the sentences of the contract (section 7.6). */
public interface Log {
  void info(String sentence);

  void warning(String sentence);

  void error(String sentence);
}
