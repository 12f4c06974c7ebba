package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerTest {
  @Test
  void one_request_a_connection() throws IOException {
    try (var rest = RestFixture.open()) {
      Wire answer =
          Wire.send(
              Wire.open(rest.address()),
              "",
              "GET /liveness HTTP/1.1",
              "Host: here",
              "Connection: keep-alive");
      assertThat(answer.code()).isEqualTo(200);
      assertThat(answer.headers())
          .containsEntry("connection", "close")
          .containsEntry("server", "ordeal-reference-agent");
    }
  }

  @Test
  void a_long_restart_holds_up_no_health_check() throws Exception {
    try (var rest = RestFixture.open();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new CountDownLatch(8);
      var mayEnd = new CountDownLatch(1);
      rest.requests.onRestart =
          () -> {
            begun.countDown();
            try {
              mayEnd.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      var answers =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(i -> clients.submit(() -> rest.send("POST", "/restart", "").code()))
              .toList();
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Wire.get(rest.address(), "OPTIONS", "/primary").code()).isEqualTo(200);
      mayEnd.countDown();
      for (var answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200);
      }
    }
  }

  @Test
  void a_stop_cuts_off_what_is_under_way() throws Exception {
    try (var rest = RestFixture.open();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new CountDownLatch(1);
      var interrupted = new CountDownLatch(1);
      rest.requests.onRestart =
          () -> {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
          };
      InetSocketAddress address = rest.address();
      var answer = clients.submit(() -> Wire.send(address, "POST", "/restart", ""));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      rest.server.stop();
      assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> Wire.open(address)).isInstanceOf(ConnectException.class);
      rest.server.stop();
      rest.server.start();
      assertThat(rest.get("/primary").code()).isEqualTo(200);
    }
  }

  @Test
  void another_address_after_a_reload() throws IOException {
    try (var rest = RestFixture.open()) {
      InetSocketAddress before = rest.address();
      rest.server.reload(RestSettings.open("127.0.0.2", 0, "10.0.0.1:8008"));
      assertThat(rest.address().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
      assertThat(rest.get("/primary").code()).isEqualTo(200);
      assertThatThrownBy(() -> Wire.open(before)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void an_address_that_is_taken_leaves_all_as_it_was() throws IOException {
    try (var rest = RestFixture.open();
        var taken = new ServerSocket(0, 1, rest.address().getAddress())) {
      assertThatThrownBy(() ->
              rest.server.reload(
                  RestSettings.open("127.0.0.1", taken.getLocalPort(), "10.0.0.1:8008")))
          .isInstanceOf(IOException.class);
      assertThat(rest.get("/primary").code()).isEqualTo(200);
    }
  }

  @Test
  void any_address() throws IOException {
    try (var rest = new RestFixture(RestSettings.open("*", 0, "10.0.0.1:8008"))) {
      assertThat(rest.address().getAddress().isAnyLocalAddress()).isTrue();
      var loopback = new InetSocketAddress("127.0.0.1", rest.address().getPort());
      assertThat(Wire.get(loopback, "OPTIONS", "/primary").code()).isEqualTo(200);
    }
  }

  @Test
  void a_host_that_is_not_known() {
    assertThatThrownBy(
            () -> new RestFixture(RestSettings.open("no.such.host.invalid", 0, "10.0.0.1:8008")))
        .isInstanceOf(IOException.class)
        .hasMessage("restapi.listen: the host 'no.such.host.invalid' is not known");
  }

  @Test
  void where_others_reach_it() {
    RestSettings open = RestSettings.open("", 8008, "10.0.0.1:8008");
    assertThat(open.apiUrl()).isEqualTo("http://10.0.0.1:8008/patroni");
    assertThat(open.credentials()).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> RestSettings.open("", 65_536, "10.0.0.1:8008"))
        .hasMessage("a port is 0 to 65535, not 65536");
  }
}
