package dev.ordeal.agent.peers;

import java.time.Duration;
import java.util.Optional;

/** Single calls of other agents' REST APIs; each waits for its answer at most for its limit. */
public interface PeerCalls {
  /** {@code GET} of an address; empty where no answer came. */
  Optional<Reply> get(String address, Duration limit);

  /**
   * {@code POST} of a JSON body, with the credentials for unsafe methods; empty where no answer
   * came.
   *
   * @param path takes the place of the address's own
   */
  Optional<Reply> post(String address, String path, String json, Duration limit);

  /** An HTTP status and its body. */
  record Reply(int status, String body) {}
}
