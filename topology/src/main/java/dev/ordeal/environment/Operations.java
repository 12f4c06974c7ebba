package dev.ordeal.environment;

import java.time.Duration;

/** What an operator asks of the agents, by their REST API. */
public interface Operations {
  /** Sends the request and waits for its answer, at most for {@code limit}. */
  Answer perform(Operation operation, Duration limit);

  /** An HTTP status, 0 where none came, and the text of the answer or of the error. */
  record Answer(int status, String text) {
    public boolean accepted() {
      return status >= 200 && status < 300;
    }
  }
}
