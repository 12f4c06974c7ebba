package dev.ordeal.agent.main;

import dev.ordeal.agent.cycle.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's sentences, to its log. */
final class ConsoleLog implements Log {
  private final Logger logger = LoggerFactory.getLogger("patroni");

  @Override
  public void info(String sentence) {
    logger.info(sentence);
  }

  @Override
  public void warning(String sentence) {
    logger.warn(sentence);
  }

  @Override
  public void error(String sentence) {
    logger.error(sentence);
  }

  @Override
  public void mistake(String what, RuntimeException mistake) {
    logger.error("{} was broken off by a mistake in this agent", what, mistake);
  }
}
