package dev.ordeal.agent.rest;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.StoreView;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which switchovers and failovers are begun at all, and what became of them: the answers of the
 * contract (section 3.4) in their order.
 */
final class SwitchoverRules {
  private SwitchoverRules() {}

  /** What is asked for. A switchover spares every write; a failover is for when nobody leads. */
  enum Action {
    SWITCHOVER("switchover", "Switchover", "Successfully switched", "Switched"),
    FAILOVER("failover", "Failover", "Successfully failed", "Failed");

    private final String word;
    private final String title;
    private final String success;
    private final String almost;

    Action(String word, String title, String success, String almost) {
      this.word = word;
      this.title = title;
      this.success = success;
      this.almost = almost;
    }

    String title() {
      return title;
    }
  }

  /** A request that makes sense. */
  record Wish(
      Action action,
      Optional<String> leader,
      Optional<String> candidate,
      Optional<Instant> scheduledAt) {

    /** The value of the key {@code failover}. */
    Map<String, Object> value() {
      Map<String, Object> value = new LinkedHashMap<>();
      leader.ifPresent(name -> value.put("leader", name));
      candidate.ifPresent(name -> value.put("member", name));
      scheduledAt.ifPresent(time -> value.put("scheduled_at", IsoTime.of(time)));
      return value;
    }
  }

  /** Either a wish, or the answer to a request that is none. */
  sealed interface Reading {
    /** To be checked against the cluster, unless it is scheduled. */
    record Understood(Wish wish) implements Reading {}

    /** Turned down for what it says. */
    record Refused(int code, String text) implements Reading {}
  }

  /** What the request says, whatever the cluster looks like: 400 and 422. */
  static Reading read(Action asked, Map<String, Object> body, boolean paused, Instant now) {
    Optional<String> leader = text(body.get("leader"));
    Optional<String> candidate = text(body.get("candidate")).or(() -> text(body.get("member")));
    Optional<String> schedule = text(body.get("scheduled_at"));
    if (asked == Action.FAILOVER && candidate.isEmpty()) {
      return refused("Failover could be performed only to a specific candidate");
    }
    if (asked == Action.SWITCHOVER && leader.isEmpty()) {
      return refused("Switchover could be performed only from a specific leader");
    }
    Optional<Instant> time = Optional.empty();
    if (schedule.isPresent()) {
      if (asked == Action.FAILOVER) {
        return refused("Failover can't be scheduled");
      }
      if (paused) {
        return refused("Can't schedule switchover in the paused state");
      }
      switch (ScheduleText.parse(schedule.get(), "switchover", now)) {
        case ScheduleText.Wrong(int code, String text) -> {
          return new Reading.Refused(code, text);
        }
        case ScheduleText.At(Instant at) -> time = Optional.of(at);
      }
    }
    if (paused && candidate.isEmpty()) {
      return refused("Switchover is possible only to a specific candidate in a paused state");
    }
    if (leader.equals(candidate)) {
      return refused("Switchover target and source are the same");
    }
    Action action = leader.isPresent() ? Action.SWITCHOVER : asked;
    return new Reading.Understood(new Wish(action, leader, candidate, time));
  }

  /** Either those of whom one has to be fit, or why there is nobody to ask. */
  sealed interface Candidates {
    /** One of them has to be fit. */
    record Named(List<String> names) implements Candidates {}

    /** Nobody comes into question; the text of a 412. */
    record Nobody(String text) implements Candidates {}
  }

  /** Whom the cluster has for it. */
  static Candidates candidates(Wish wish, StoreView view, DynamicSettings settings) {
    Optional<String> leader = view.leader().map(key -> key.name());
    boolean synchronous = settings.isSynchronous() && !settings.isQuorum();
    if (wish.leader().isPresent() && !wish.leader().equals(leader)) {
      return new Candidates.Nobody("leader name does not match");
    }
    if (wish.candidate().isPresent()) {
      String candidate = wish.candidate().get();
      if (wish.action() == Action.SWITCHOVER && synchronous && !view.sync().isStandby(candidate)) {
        return new Candidates.Nobody("candidate name does not match with sync_standby");
      }
      return view.member(candidate).isPresent()
          ? new Candidates.Named(List.of(candidate))
          : new Candidates.Nobody("candidate does not exists");
    }
    List<String> names =
        view.members().values().stream()
            .filter(member ->
                synchronous
                    ? view.sync().isStandby(member.name())
                    : leader.filter(member.name()::equals).isEmpty() && !member.apiUrl().isEmpty())
            .map(Member::name)
            .toList();
    if (!names.isEmpty()) {
      return new Candidates.Named(names);
    }
    String why =
        synchronous ? "can not find sync_standby" : "cluster does not have members except leader";
    return new Candidates.Nobody(wish.action().word + " is not possible: " + why);
  }

  /** Why none of those who were asked can take over; empty when one can. */
  static Optional<String> refusal(Wish wish, Collection<PeerAnswer> answers) {
    boolean good =
        answers.stream()
            .anyMatch(answer ->
                answer.reachable() && !answer.tags().noFailover() && !answer.watchdogFailed());
    return good
        ? Optional.empty()
        : Optional.of(wish.action().word + " is not possible: no good candidates have been found");
  }

  /**
   * What became of it, as the store shows; empty while it is under way.
   *
   * @param before who led when it began
   */
  static Optional<RestResponse> result(Wish wish, Optional<String> before, StoreView view) {
    Optional<String> leader = view.leader().map(key -> key.name());
    if (leader.isPresent() && !leader.equals(before)) {
      String name = leader.get();
      boolean asWished = wish.candidate().filter(candidate -> !candidate.equals(name)).isEmpty();
      return Optional.of(
          RestResponse.text(
              200,
              asWished
                  ? "%s over to \"%s\"".formatted(wish.action().success, name)
                  : "%s over to \"%s\" instead of \"%s\""
                      .formatted(wish.action().almost, name, wish.candidate().orElse(""))));
    }
    return view.failover().isEmpty() && leader.equals(before)
        ? Optional.of(RestResponse.text(503, wish.action().title + " failed"))
        : Optional.empty();
  }

  private static Reading refused(String text) {
    return new Reading.Refused(400, text);
  }

  private static Optional<String> text(@Nullable Object value) {
    return Optional.ofNullable(value).map(String::valueOf).filter(text -> !text.isEmpty());
  }
}
