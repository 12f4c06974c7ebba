package dev.ordeal.containers.probes;

import dev.ordeal.names.NodeName;
import io.etcd.jetcd.maintenance.StatusResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The store as a whole: what any of its members can say. */
public final class Store implements AutoCloseable {
  private final List<StoreMember> members;

  public Store(List<StoreMember> members) {
    this.members = List.copyOf(members);
  }

  public List<StoreMember> members() {
    return members;
  }

  StoreMember member(NodeName name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no store member '" + name + "'"));
  }

  /** Something to do through one member. */
  public interface Work<T> {
    T through(StoreMember member, Duration limit) throws ExecutionException, TimeoutException;
  }

  /**
   * Does it through the first member that answers; each gets its share of {@code limit}.
   *
   * @return empty when none did
   */
  public <T> Optional<T> throughAny(Duration limit, Work<T> work) {
    Duration share = limit.dividedBy(members.size());
    for (StoreMember member : members) {
      try {
        return Optional.of(work.through(member, share));
      } catch (ExecutionException | TimeoutException e) {
        // The next one may answer.
      }
    }
    return Optional.empty();
  }

  /** Who leads, in the eyes of the member with the highest term; empty where nobody knows. */
  Optional<NodeName> leader(Duration limit) {
    Map<Long, NodeName> names = new TreeMap<>();
    long term = -1;
    long leader = 0;
    for (Map.Entry<NodeName, StatusResponse> answer : statuses(limit).entrySet()) {
      StatusResponse status = answer.getValue();
      names.put(status.getHeader().getMemberId(), answer.getKey());
      if (status.getRaftTerm() > term && status.getLeader() != 0) {
        term = status.getRaftTerm();
        leader = status.getLeader();
      }
    }
    return Optional.ofNullable(names.get(leader));
  }

  private Map<NodeName, StatusResponse> statuses(Duration limit) {
    Map<NodeName, FutureTask<StatusResponse>> asked = new TreeMap<>();
    for (StoreMember member : members) {
      FutureTask<StatusResponse> task = new FutureTask<>(() -> member.status(limit));
      Thread.ofVirtual().name("status of " + member.name()).start(task);
      asked.put(member.name(), task);
    }
    Map<NodeName, StatusResponse> answers = new TreeMap<>();
    asked.forEach((name, task) -> {
      try {
        answers.put(name, task.get(limit.toMillis() + 100, TimeUnit.MILLISECONDS));
      } catch (ExecutionException | TimeoutException e) {
        // It says nothing.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    return answers;
  }

  @Override
  public void close() {
    members.forEach(StoreMember::close);
  }
}
