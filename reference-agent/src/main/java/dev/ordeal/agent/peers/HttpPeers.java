package dev.ordeal.agent.peers;

import dev.ordeal.agent.cycle.Peers;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The REST APIs of the other agents, each asked in a task of its own. */
public final class HttpPeers implements Peers {
  /** How long the one whose key has just expired is waited for after everyone else. */
  private static final Duration FOR_THE_FORMER = Duration.ofMillis(150);

  private final World world;
  private final TaskGroup group;
  private final HttpClient client;
  private final Optional<String> authorization;

  /**
   * @param credentials {@code user:password} for unsafe methods
   * @param tls how https is spoken; null for the machine's own way
   */
  public HttpPeers(
      World world, TaskGroup group, Optional<String> credentials, @Nullable SSLContext tls) {
    this.world = world;
    this.group = group;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2));
    if (tls != null) {
      builder.sslContext(tls);
    }
    this.client = builder.build();
    this.authorization =
        credentials.map(text ->
            "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public SortedMap<String, PeerAnswer> ask(
      Map<String, String> addresses, Duration limit, Optional<String> former) {
    SortedMap<String, PeerAnswer> answers = new TreeMap<>();
    Mailbox<PeerAnswer> mailbox = world.mailbox();
    addresses.forEach((name, address) -> {
      answers.put(name, PeerAnswer.silent(name));
      group.spawn("ask " + name, () -> mailbox.put(status(name, address, limit)));
    });
    Moment end = world.monotonic().plus(limit);
    int missing = addresses.size();
    boolean formerMissing = former.filter(addresses::containsKey).isPresent();
    while (missing > 0) {
      Duration left = end.since(world.monotonic());
      boolean onlyFormer = formerMissing && missing == 1 && addresses.size() > 1;
      Optional<PeerAnswer> answer =
          mailbox.take(
              onlyFormer && left.compareTo(FOR_THE_FORMER) > 0 ? FOR_THE_FORMER : positive(left));
      if (answer.isEmpty()) {
        break;
      }
      answers.put(answer.get().name(), answer.get());
      formerMissing = formerMissing && !former.filter(answer.get().name()::equals).isPresent();
      missing--;
    }
    return answers;
  }

  private static Duration positive(Duration left) {
    return left.isNegative() ? Duration.ZERO : left;
  }

  private PeerAnswer status(String name, String address, Duration limit) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address)).timeout(limit).GET().build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return PeerStatus.parse(name, answer.body());
    } catch (IOException | IllegalArgumentException e) {
      return PeerAnswer.silent(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PeerAnswer.silent(name);
    }
  }

  @Override
  public boolean tellThatILead(
      Map<String, String> addresses, Map<String, Object> body, Duration limit) {
    String json = JsonMapper.shared().writeValueAsString(body);
    Mailbox<Boolean> mailbox = world.mailbox();
    addresses
        .values()
        .forEach(address ->
            group.spawn("tell " + address, () -> mailbox.put(accepted(address, json, limit))));
    Moment end = world.monotonic().plus(limit);
    for (int i = 0; i < addresses.size(); i++) {
      if (!mailbox.take(positive(end.since(world.monotonic()))).orElse(false)) {
        return false;
      }
    }
    return true;
  }

  private boolean accepted(String address, String json, Duration limit) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address).resolve("/failsafe"))
              .timeout(limit)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json));
      authorization.ifPresent(value -> request.header("Authorization", value));
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().equals("Accepted");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
