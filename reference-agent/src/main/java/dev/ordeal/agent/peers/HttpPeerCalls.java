package dev.ordeal.agent.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Calls over HTTP. */
public final class HttpPeerCalls implements PeerCalls {
  private volatile Way way;

  /** A client and what it says of itself; a reload makes another one. */
  private record Way(HttpClient client, Optional<String> authorization) {}

  /**
   * @param credentials {@code user:password} for unsafe methods
   * @param tls how https is spoken
   */
  public HttpPeerCalls(Optional<String> credentials, SSLContext tls) {
    this.way = way(credentials, tls);
  }

  /** Calls so from now on. */
  public void use(Optional<String> credentials, SSLContext tls) {
    way = way(credentials, tls);
  }

  private static Way way(Optional<String> credentials, SSLContext tls) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .sslContext(tls)
            .build();
    return new Way(
        client,
        credentials.map(text ->
            "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public Optional<Reply> get(String address, Duration limit) {
    try {
      return send(HttpRequest.newBuilder(URI.create(address)).timeout(limit).GET().build());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Reply> post(String address, String path, String json, Duration limit) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address).resolve(path))
              .timeout(limit)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json));
      way.authorization().ifPresent(value -> request.header("Authorization", value));
      return send(request.build());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Reply> send(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          way.client().send(request, HttpResponse.BodyHandlers.ofString());
      return Optional.of(new Reply(answer.statusCode(), answer.body()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
