package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.cycle.Requests;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.rest.SwitchoverRules.Action;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API of Patroni's contract (section 3), from request to response, without a connection:
 * {@link RestServer} puts it on a port, the simulation calls it as it is.
 */
public final class RestApi {
  private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);
  private static final int FIT = 200;

  private final AccessRules access;
  private final Identity identity;
  private final Requests requests;
  private final Dcs dcs;
  private final World world;
  private final Switchover switchover;

  /**
   * @param settings those that say who may call
   */
  public RestApi(
      RestSettings settings, Identity identity, Requests requests, Dcs dcs, World world) {
    this.access = new AccessRules(settings);
    this.identity = identity;
    this.requests = requests;
    this.dcs = dcs;
    this.world = world;
    this.switchover = new Switchover(requests, dcs, world);
  }

  /** The answer, whatever goes wrong; a switchover or a restart keeps the caller waiting. */
  public RestResponse handle(RestRequest request) {
    try {
      return answer(request);
    } catch (PortFailure failure) {
      LOG.warn("{} {}: {}", request.method(), request.path(), failure.getMessage());
      return RestResponse.error(503);
    }
  }

  private RestResponse answer(RestRequest request) {
    return switch (request.method()) {
      case "GET" -> get(request);
      case "HEAD", "OPTIONS" -> statusOnly(request);
      case "POST", "PUT", "PATCH", "DELETE" ->
          command(request)
              .map(command ->
                  access
                      .refusal(request, requests.snapshot())
                      .orElseGet(() -> command.apply(request)))
              .orElseGet(() -> RestResponse.error(501));
      default -> RestResponse.error(501);
    };
  }

  private RestResponse get(RestRequest request) {
    NodeSnapshot snapshot = requests.snapshot();
    return switch (request.resource()) {
      case "patroni" -> RestResponse.json(200, StatusBody.of(identity, askedNode()));
      case "cluster" ->
          RestResponse.json(200, ClusterBody.of(identity, snapshot, requests.memberValues()));
      case "history" ->
          RestResponse.json(
              200, HistoryBody.of(snapshot.store().flatMap(StoreView::history).orElse(List.of())));
      case "config" ->
          freshView()
              .flatMap(StoreView::configuration)
              .map(configuration -> RestResponse.json(200, configuration))
              .orElseGet(() -> RestResponse.error(502));
      case "failsafe" ->
          snapshot.settings().failsafeMode()
              ? RestResponse.json(200, snapshot.store().orElse(StoreView.EMPTY).failsafe())
              : RestResponse.error(502);
      case "metrics" -> RestResponse.plain(200, MetricsBody.of(identity, askedNode()));
      case "liveness", "readiness" -> RestResponse.bare(health(request));
      default -> {
        NodeStatus node = askedNode();
        yield RestResponse.json(
            HealthChecks.code(request.path(), request.query(), node),
            StatusBody.of(identity, node));
      }
    };
  }

  /** As GET answers, but a health check then needs no query for the sake of the body. */
  private RestResponse statusOnly(RestRequest request) {
    return switch (request.resource()) {
      case "patroni", "cluster", "history", "config", "failsafe", "metrics" ->
          get(request).withoutBody();
      default -> RestResponse.bare(health(request));
    };
  }

  /** A patient caller waits until the node is fit. */
  private int health(RestRequest request) {
    Moment end = world.monotonic().plus(request.patience());
    while (true) {
      NodeSnapshot told = requests.snapshot();
      int code = healthNow(request);
      Duration left = end.since(world.monotonic());
      if (code == FIT || !left.isPositive()) {
        return code;
      }
      requests.snapshotAfter(told, left);
    }
  }

  private int healthNow(RestRequest request) {
    NodeStatus node =
        HealthChecks.needsServer(request.path(), request.query()) ? askedNode() : node();
    return HealthChecks.code(request.path(), request.query(), node);
  }

  private NodeStatus node() {
    return NodeStatus.published(identity.name(), requests.snapshot(), world.monotonic());
  }

  private NodeStatus askedNode() {
    NodeSnapshot snapshot = requests.snapshot();
    Optional<ServerStatus> answer =
        NodeStatus.mayAnswer(snapshot.server().state())
            ? requests.serverStatus()
            : Optional.empty();
    return NodeStatus.answered(identity.name(), snapshot, answer, world.monotonic());
  }

  /**
   * As the store is now, so that a change can be read back; as it was last read while it is out.
   */
  private Optional<StoreView> freshView() {
    NodeSnapshot snapshot = requests.snapshot();
    if (!snapshot.storeReachable()) {
      return snapshot.store();
    }
    try {
      return Optional.of(dcs.read());
    } catch (PortFailure failure) {
      return snapshot.store();
    }
  }

  private Optional<Function<RestRequest, RestResponse>> command(RestRequest request) {
    String name = request.method().toLowerCase(Locale.ROOT) + " " + request.resource();
    return Optional.ofNullable(
        switch (name) {
          case "patch config" -> this::patchConfiguration;
          case "put config" -> this::putConfiguration;
          case "post reload" -> this::reload;
          case "post restart" -> this::restart;
          case "delete restart" -> this::deleteRestart;
          case "post reinitialize" -> this::reinitialize;
          case "post switchover" ->
              asked -> RequestBody.required(asked, body -> switchover.run(Action.SWITCHOVER, body));
          case "post failover" ->
              asked -> RequestBody.required(asked, body -> switchover.run(Action.FAILOVER, body));
          case "delete switchover" -> this::deleteSwitchover;
          case "post failsafe" -> this::failsafe;
          case "post sigterm" -> asked -> RestResponse.text(202, "shutdown scheduled");
          default -> null;
        });
  }

  private RestResponse patchConfiguration(RestRequest request) {
    return RequestBody.required(
        request,
        patch -> {
          StoreView view = dcs.read();
          if (view.configurationRevision() == 0) {
            return RestResponse.error(503);
          }
          Map<String, Object> before = view.configuration().orElse(Map.of());
          Map<String, Object> after = ConfigPatch.apply(before, patch);
          if (!after.equals(before)
              && !dcs.replaceConfiguration(after, view.configurationRevision())) {
            return RestResponse.error(409);
          }
          requests.wake();
          return RestResponse.json(200, after);
        });
  }

  private RestResponse putConfiguration(RestRequest request) {
    return RequestBody.required(
        request,
        configuration -> {
          try {
            if (!dcs.read().configuration().equals(Optional.of(configuration))) {
              dcs.writeConfiguration(configuration);
            }
          } catch (PortFailure failure) {
            LOG.warn("PUT /config: {}", failure.getMessage());
            return RestResponse.error(502);
          }
          requests.wake();
          return RestResponse.json(200, configuration);
        });
  }

  private RestResponse reload(RestRequest request) {
    requests.reload();
    return RestResponse.text(202, "reload scheduled");
  }

  private RestResponse restart(RestRequest request) {
    return RequestBody.optional(
        request,
        body ->
            switch (RestartRules.read(
                body, requests.snapshot().settings().paused(), world.wallClock())) {
              case RestartRules.Reading.Refused(int code, String text) ->
                  RestResponse.text(code, text);
              case RestartRules.Reading.Later(var at, var filters) ->
                  requests.scheduleRestart(at, filters)
                      ? RestResponse.text(202, "Restart scheduled")
                      : RestResponse.text(409, "Another restart is already scheduled");
              case RestartRules.Reading.Now(var filters, var timeout) -> {
                Requests.Outcome outcome = requests.restart(filters, timeout);
                yield RestResponse.text(outcome.done() ? 200 : 503, outcome.text());
              }
            });
  }

  private RestResponse deleteRestart(RestRequest request) {
    return requests.cancelScheduledRestart()
        ? RestResponse.text(200, "scheduled restart deleted")
        : RestResponse.text(404, "no restarts are scheduled");
  }

  private RestResponse reinitialize(RestRequest request) {
    return RequestBody.optional(
        request,
        body -> {
          Requests.Outcome outcome =
              requests.reinitialize(
                  RequestBody.truth(body.get("force")), RequestBody.truth(body.get("from_leader")));
          return outcome.done()
              ? RestResponse.text(200, "reinitialize started")
              : RestResponse.text(503, outcome.text());
        });
  }

  private RestResponse deleteSwitchover(RestRequest request) {
    Optional<ManualFailover> scheduled =
        dcs.read().failover().filter(wish -> wish.scheduledAt().isPresent());
    if (scheduled.isEmpty()) {
      return RestResponse.text(404, "no switchover is scheduled");
    }
    return dcs.clearFailover(scheduled.get().revision())
        ? RestResponse.text(200, "scheduled switchover deleted")
        : RestResponse.error(409);
  }

  private RestResponse failsafe(RestRequest request) {
    NodeSnapshot snapshot = requests.snapshot();
    if (!snapshot.settings().failsafeMode()) {
      return RestResponse.error(502);
    }
    return RequestBody.required(
        request,
        leader -> {
          Requests.Outcome outcome = requests.failsafe(leader);
          if (!outcome.done()) {
            return RestResponse.text(500, outcome.text());
          }
          RestResponse accepted = RestResponse.text(200, "Accepted");
          return snapshot
              .server()
              .position()
              .map(Lsn::bytes)
              .map(position -> accepted.withHeader("lsn", Long.toString(position)))
              .orElse(accepted);
        });
  }
}
