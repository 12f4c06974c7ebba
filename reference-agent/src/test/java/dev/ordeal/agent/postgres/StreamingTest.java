package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.world.RealWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamingTest {
  private static final Optional<Upstream> NODE2 =
      Optional.of(new Upstream("node2", "node2.example", 5432, Optional.empty()));

  @TempDir Path folder;

  @Test
  void whom_it_could_not_be_told_to_follow_a_replica_does_not_follow() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");
    ServerParts parts =
        ServerParts.of(RealWorld.of(1), Servers.in(folder, Servers.by("true", false, Map.of())));
    Streaming streaming =
        new Streaming(parts, new ConfigurationReload(parts), new ServerLook(parts));
    Path inTheWay = Servers.noPasswordCanBeWritten(folder);
    assertThatThrownBy(() -> streaming.follow(NODE2)).isInstanceOf(PortFailure.class);
    assertThat(parts.configuration().upstream()).isEmpty();
    Files.delete(inTheWay);
    streaming.follow(NODE2);
    assertThat(parts.configuration().upstream()).isEqualTo(NODE2);
  }
}
