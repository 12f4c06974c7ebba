package dev.ordeal.containers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ReaperBindingTest {
  private static final URI SOCKET = URI.create("unix:///var/run/docker.sock");
  private static final ExposedPort PORT = ExposedPort.tcp(8080);

  @Test
  void the_port_is_where_it_is_looked_for() {
    assertThat(ReaperBinding.address(SOCKET, "localhost")).contains("127.0.0.1");
    assertThat(ReaperBinding.address(SOCKET, "198.18.0.1")).contains("198.18.0.1");
  }

  @Test
  void an_engine_behind_a_network_or_a_name_chooses_itself() {
    assertThat(ReaperBinding.address(URI.create("tcp://engine:2376"), "198.51.100.7")).isEmpty();
    assertThat(ReaperBinding.address(SOCKET, "engine.example")).isEmpty();
    assertThat(ReaperBinding.address(null, "localhost")).isEmpty();
  }

  @Test
  void only_a_binding_without_an_address_gets_one() {
    var free = new PortBinding(Ports.Binding.empty(), PORT);
    assertThat(ReaperBinding.on("127.0.0.1", new Ports(free)))
        .containsExactly(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), PORT));
    var bound = new PortBinding(Ports.Binding.bindIp("198.51.100.7"), PORT);
    assertThat(ReaperBinding.on("127.0.0.1", new Ports(bound))).containsExactly(bound);
  }
}
