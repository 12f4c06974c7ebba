package dev.ordeal.agent.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.Requests;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API on its port: one request a connection, each in a task of its own, so that a restart
 * which keeps its caller waiting holds up no health check.
 */
public final class RestServer {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

  /** More than any configuration: the store takes 1.5 MB in one request. */
  private static final int BODY_LIMIT = 2 * 1024 * 1024;

  private static final int BACKLOG = 128;

  static {
    // The JDK's server knows limits for slow clients by system properties alone.
    setUnlessSet("sun.net.httpserver.maxReqTime", "10");
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private final Identity identity;
  private final Requests requests;
  private final Dcs dcs;
  private final World world;
  private volatile RestSettings settings;
  private volatile RestApi api;
  private @Nullable HttpServer listener;
  private @Nullable ServerTls tls;
  private @Nullable TaskGroup tasks;

  public RestServer(
      RestSettings settings, Identity identity, Requests requests, Dcs dcs, World world) {
    this.settings = settings;
    this.identity = identity;
    this.requests = requests;
    this.dcs = dcs;
    this.world = world;
    this.api = new RestApi(settings, identity, requests, dcs, world);
  }

  /**
   * Listens from now on.
   *
   * @throws IOException when the address cannot be had, or a file of the certificate not be read
   */
  public synchronized void start() throws IOException {
    var address = listenAddress(settings);
    HttpServer server;
    if (settings.tls().isPresent()) {
      ServerTls configurator = ServerTls.of(settings.tls().get());
      HttpsServer secure = HttpsServer.create(address, BACKLOG);
      secure.setHttpsConfigurator(configurator);
      tls = configurator;
      server = secure;
    } else {
      server = HttpServer.create(address, BACKLOG);
    }
    TaskGroup group = world.group("rest");
    server.setExecutor(work -> group.spawn("request", work));
    server.createContext("/", this::serve);
    server.start();
    listener = server;
    tasks = group;
  }

  /** Stops listening at once; requests under way are cut off. */
  public synchronized void stop() {
    if (listener != null) {
      listener.stop(0);
      listener = null;
      tls = null;
    }
    if (tasks != null) {
      tasks.kill();
      tasks = null;
    }
  }

  /**
   * Takes new settings, and reads the files of the certificate anew. Connections are lost only
   * where the address changes, or between TLS and none; what is wrong leaves all as it was.
   *
   * @throws IOException as {@link #start}
   */
  public synchronized void reload(RestSettings changed) throws IOException {
    boolean sameListener =
        changed.listenHost().equals(settings.listenHost())
            && changed.listenPort() == settings.listenPort()
            && changed.tls().isPresent() == settings.tls().isPresent();
    if (sameListener) {
      if (tls != null && changed.tls().isPresent()) {
        tls.renew(changed.tls().get());
      }
      use(changed);
      return;
    }
    RestSettings before = settings;
    stop();
    use(changed);
    try {
      start();
    } catch (IOException e) {
      use(before);
      start();
      throw e;
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private void use(RestSettings changed) {
    settings = changed;
    api = new RestApi(changed, identity, requests, dcs, world);
  }

  /** Where it listens. */
  public synchronized InetSocketAddress address() {
    if (listener == null) {
      throw new IllegalStateException("the REST API does not listen");
    }
    return listener.getAddress();
  }

  private static InetSocketAddress listenAddress(RestSettings settings) throws IOException {
    String host = settings.listenHost();
    if (host.isEmpty() || host.equals("*")) {
      return new InetSocketAddress(settings.listenPort());
    }
    var address = new InetSocketAddress(host, settings.listenPort());
    if (address.isUnresolved()) {
      throw new IOException("restapi.listen: the host '" + host + "' is not known");
    }
    return address;
  }

  private void serve(HttpExchange exchange) {
    try (exchange) {
      settings.headers(identity.version()).forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Connection", "close");
      send(exchange, answer(exchange));
    } catch (IOException e) {
      LOG.debug("a client went away: {}", e.getMessage());
    }
  }

  private RestResponse answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
    if (body.length == BODY_LIMIT) {
      return RestResponse.error(413);
    }
    try {
      return api.handle(request(exchange, body));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      return RestResponse.error(500);
    }
  }

  private static RestRequest request(HttpExchange exchange, byte[] body) {
    var headers = exchange.getRequestHeaders();
    boolean announced = headers.getFirst("Content-Length") != null;
    return new RestRequest(
        exchange.getRequestMethod(),
        Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "/"),
        RestRequest.parseQuery(exchange.getRequestURI().getRawQuery()),
        announced ? Optional.of(new String(body, StandardCharsets.UTF_8)) : Optional.empty(),
        Optional.ofNullable(headers.getFirst("Authorization")),
        exchange.getRemoteAddress().getAddress(),
        hasCertificate(exchange),
        Patience.of(headers.getFirst(Patience.STATE), headers.getFirst(Patience.HEADER)));
  }

  private static boolean hasCertificate(HttpExchange exchange) {
    if (!(exchange instanceof HttpsExchange secure)) {
      return false;
    }
    try {
      return secure.getSSLSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  private static void send(HttpExchange exchange, RestResponse response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (response.body().isEmpty() || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.code(), -1);
      return;
    }
    byte[] bytes = response.body().get().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.sendResponseHeaders(response.code(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
