package dev.ordeal.containers.links;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The few calls of Toxiproxy's HTTP API that links need, each with a limit: the removal of a toxic
 * that holds data may stand still for seconds, and with it every other call.
 */
public final class ToxiproxyApi implements AutoCloseable {
  /** Which way the data go that a toxic meets. */
  public enum Stream {
    /** From the source to the destination. */
    UPSTREAM,
    /** From the destination back to the source. */
    DOWNSTREAM
  }

  /** A proxy: its name, where it listens, and where it leads. */
  public record Entry(String name, String listen, String upstream) {}

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ObjectMapper json = JsonMapper.shared();

  public ToxiproxyApi(String address) {
    this.base = URI.create("http://" + address + ":8474");
  }

  /** Whether the API answers within {@code limit}. */
  public boolean answers(Duration limit) {
    try {
      return send("GET", "/version", null, limit) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes all proxies in one call. */
  public void populate(List<Entry> proxies, Duration limit) throws IOException {
    List<Map<String, Object>> body =
        proxies.stream()
            .map(proxy ->
                Map.<String, Object>of(
                    "name", proxy.name(),
                    "listen", proxy.listen(),
                    "upstream", proxy.upstream(),
                    "enabled", true))
            .toList();
    expectOk("POST", "/populate", body, limit);
  }

  /** Enables or disables a proxy; disabling closes its connections and its port. */
  public void enable(String proxy, boolean enabled, Duration limit) throws IOException {
    expectOk("POST", "/proxies/" + proxy, Map.of("enabled", enabled), limit);
  }

  /** Adds a toxic of {@code type} under {@code name}. */
  public void add(
      String proxy,
      String name,
      String type,
      Stream stream,
      Map<String, Long> attributes,
      Duration limit)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("type", type);
    body.put("stream", stream == Stream.UPSTREAM ? "upstream" : "downstream");
    body.put("toxicity", 1.0);
    body.put("attributes", attributes);
    expectOk("POST", "/proxies/" + proxy + "/toxics", body, limit);
  }

  /** Removes a toxic; one that is not there is no error. */
  public void remove(String proxy, String name, Duration limit) throws IOException {
    int status = send("DELETE", "/proxies/" + proxy + "/toxics/" + name, null, limit);
    if (status != 204 && status != 404) {
      throw new IOException("Toxiproxy answered " + status + " to the removal of " + name);
    }
  }

  /** Enables every proxy and removes every toxic. */
  public void reset(Duration limit) throws IOException {
    expectOk("POST", "/reset", null, limit);
  }

  private void expectOk(String method, String path, @Nullable Object body, Duration limit)
      throws IOException {
    int status = send(method, path, body, limit);
    if (status / 100 != 2) {
      throw new IOException("Toxiproxy answered " + status + " to " + method + " " + path);
    }
  }

  private int send(String method, String path, @Nullable Object body, Duration limit)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(limit)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
