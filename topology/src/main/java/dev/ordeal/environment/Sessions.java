package dev.ordeal.environment;

import dev.ordeal.names.NodeName;
import java.time.Duration;

/** Ways in for clients. */
public interface Sessions {
  /**
   * Opens a session as an ordinary client does.
   *
   * @throws SessionFailure when it does not come about within {@code limit}
   */
  Session open(Entry entry, Duration limit) throws SessionFailure;

  /** Where a client knocks. */
  sealed interface Entry {
    /** The word for {@code ClientOperation.path}. */
    String path();

    /** The proxy port that leads to the leader. */
    record Primary() implements Entry {
      @Override
      public String path() {
        return "primary";
      }
    }

    /** The proxy port that spreads reads over the replicas. */
    record Replicas() implements Entry {
      @Override
      public String path() {
        return "replicas";
      }
    }

    /** Straight to one server: a client that stands beside it. */
    record Beside(NodeName node) implements Entry {
      @Override
      public String path() {
        return node.value();
      }
    }
  }
}
