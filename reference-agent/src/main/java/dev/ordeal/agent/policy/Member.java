package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a member says of itself in the store, key {@code members/<name>}.
 *
 * @param connectUrl {@code conn_url}: {@code postgres://host:port/postgres}, without credentials
 * @param apiUrl {@code api_url}: where its REST API answers
 * @param state the words of the contract, {@code running} for instance
 * @param role {@code primary}, {@code replica} and so on; {@code master} is read as primary
 * @param version of the contract that it speaks
 * @param position the last write-ahead log position it knew: flushed on a primary; the furthest of
 *     received and replayed on a replica
 * @param checkpointAfterPromote false from a promotion to its first checkpoint; true otherwise
 * @param paused whether the member has seen the pause
 * @param written the whole value as it stands in the store, for what no rule looks at
 * @param lease the number of the lease under which the key lives; 0 for none
 */
public record Member(
    String name,
    String connectUrl,
    String apiUrl,
    String state,
    String role,
    String version,
    Tags tags,
    Optional<Lsn> position,
    Optional<String> replicationState,
    Optional<Integer> timeline,
    boolean checkpointAfterPromote,
    boolean paused,
    Map<String, Object> written,
    long lease) {

  public Member {
    written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
  }

  public Member(
      String name,
      String connectUrl,
      String apiUrl,
      String state,
      String role,
      String version,
      Tags tags,
      Optional<Lsn> position,
      Optional<String> replicationState,
      Optional<Integer> timeline,
      boolean checkpointAfterPromote,
      boolean paused) {
    this(
        name,
        connectUrl,
        apiUrl,
        state,
        role,
        version,
        tags,
        position,
        replicationState,
        timeline,
        checkpointAfterPromote,
        paused,
        Map.of(),
        0);
  }

  /** The same, its key under {@code number}. */
  public Member under(long number) {
    return lease == number
        ? this
        : new Member(
            name,
            connectUrl,
            apiUrl,
            state,
            role,
            version,
            tags,
            position,
            replicationState,
            timeline,
            checkpointAfterPromote,
            paused,
            written,
            number);
  }

  /** A member of which nothing but the name is known: the owner of a key without a member key. */
  public static Member unknown(String name) {
    return new Member(
        name,
        "",
        "",
        "",
        "",
        "",
        Tags.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        false);
  }

  public boolean isRunning() {
    return state.equals("running");
  }

  public boolean isStreaming() {
    return replicationState.filter("streaming"::equals).isPresent();
  }

  /** Whether the member can be reached for replication at all. */
  public boolean hasAddress() {
    return !connectUrl.isEmpty();
  }
}
