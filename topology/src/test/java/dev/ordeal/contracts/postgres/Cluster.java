package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.contracts.postgres.ServerStory.Commit;
import dev.ordeal.contracts.postgres.ServerStory.Node;
import dev.ordeal.contracts.postgres.ServerStory.Place;
import dev.ordeal.names.Lsn;
import java.util.Optional;

/** How stories begin. */
final class Cluster {
  private Cluster() {}

  /** Node one runs as a primary with an empty table. */
  static Node primary(Place place) {
    Node one = place.one();
    one.postgres().configure(place.settings());
    one.postgres().startAsPrimary(ServerStory.LIMIT);
    one.createTable();
    return one;
  }

  /** {@code node} runs as a replica and has all that {@code source} has. */
  static void replica(Place place, Node node, Node source) {
    node.postgres().configure(place.settings());
    node.postgres().startAsReplica(Optional.of(source.upstream()), ServerStory.LIMIT);
    catchesUp(place, node, source);
  }

  /** Node two is a replica whose primary, node one, has ended; the two have the same rows. */
  static Node replicaLeftAlone(Place place) {
    Node one = primary(place);
    Node two = place.two();
    replica(place, two, one);
    one.postgres().stop(StopMode.IMMEDIATE, ServerStory.LIMIT);
    return two;
  }

  /** Waits until {@code replica} streams and has replayed all that {@code source} has now. */
  static void catchesUp(Place place, Node replica, Node source) {
    Lsn end = source.postgres().look().position().orElseThrow();
    place.until(() -> {
      Server seen = replica.postgres().look();
      return seen.streaming() && seen.replayed().filter(at -> at.compareTo(end) >= 0).isPresent();
    });
  }

  /** {@code replica} streams from nobody any more. */
  static void stopsStreaming(Place place, Node replica) {
    replica.postgres().follow(Optional.empty());
    place.until(() -> !replica.postgres().look().streaming());
  }

  /**
   * Node one is primary and has row 1, as node three has; node two streams no more and lacks it.
   */
  static Node primaryAheadOfTwo(Place place) {
    Node one = primary(place);
    replica(place, place.two(), one);
    replica(place, place.three(), one);
    stopsStreaming(place, place.two());
    writes(one, 1);
    catchesUp(place, place.three(), one);
    return one;
  }

  static void writes(Node node, long number) {
    assertThat(node.write(number, ServerStory.LIMIT)).isEqualTo(Commit.ACKNOWLEDGED);
  }
}
