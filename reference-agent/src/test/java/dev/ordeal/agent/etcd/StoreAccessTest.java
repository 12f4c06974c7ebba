package dev.ordeal.agent.etcd;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.world.RealWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAccessTest {
  @TempDir private Path folder;

  private EtcdSettings trusting(String scheme, Path authority) {
    return new EtcdSettings(
        List.of(URI.create(scheme + "://127.0.0.1:1")),
        Optional.empty(),
        Optional.empty(),
        Optional.of(authority),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void certificates_that_cannot_be_used_change_nothing() throws IOException {
    Path authority = Files.writeString(folder.resolve("authority.pem"), "not yet looked at");
    var world = RealWorld.of(1);
    var access =
        new StoreAccess(
            world, trusting("http", authority), world.group("agent"), "/service", "orders");
    assertThatThrownBy(() -> access.use(trusting("https", authority)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> access.use(trusting("https", folder.resolve("missing.pem"))))
        .isInstanceOf(IOException.class);
    assertThatCode(() -> access.use(trusting("http", authority))).doesNotThrowAnyException();
  }
}
