package dev.ordeal.agent.main;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.etcd.EtcdDcs;
import dev.ordeal.agent.etcd.EtcdSettings;
import dev.ordeal.world.RealWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads what an agent loads at its start, so that the Java that runs this can keep it for the next
 * starts. Everything it calls is refused; nothing is left behind.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /** Ends by itself. */
  public static void main(String[] arguments) throws InterruptedException {
    RealWorld world = RealWorld.of(0);
    var nobody =
        new EtcdSettings(
            List.of(URI.create("http://127.0.0.1:1")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    try (EtcdDcs dcs =
        EtcdDcs.at(world, nobody, world.group("rehearsal"), "/rehearsal", "nobody")) {
      dcs.useTiming(Duration.ofMillis(500), Duration.ofMillis(500));
      dcs.read();
    } catch (PortFailure e) {
      System.out.println("the store refuses, as it should: " + e.getMessage());
    }
    try {
      DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/nobody?user=nobody").close();
    } catch (SQLException e) {
      System.out.println("the server refuses, as it should: " + e.getMessage());
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      System.out.println("the peer refuses, as it should: " + e.getMessage());
    }
    System.out.println(JsonMapper.shared().readTree("{\"a\":[1,2.5,null]}"));
    System.exit(0);
  }
}
