package dev.ordeal.agent.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnixSocketTest {
  @TempDir Path folder;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(file()));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Path file() {
    return folder.resolve("s");
  }

  private Socket connect() throws IOException {
    return new UnixSocketFactory(file().toString()).createSocket();
  }

  @Test
  void what_is_written_arrives_and_so_does_the_answer_and_its_end() throws IOException {
    try (Socket socket = connect();
        SocketChannel other = server.accept()) {
      socket.getOutputStream().write("asked".getBytes(UTF_8));
      ByteBuffer heard = ByteBuffer.allocate(5);
      while (heard.hasRemaining()) {
        other.read(heard);
      }
      assertThat(new String(heard.array(), UTF_8)).isEqualTo("asked");
      other.write(ByteBuffer.wrap("answered".getBytes(UTF_8)));
      other.close();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).isEqualTo("answered");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void more_than_fits_into_its_buffers_arrives_as_well() throws Exception {
    byte[] much = new byte[4_000_000];
    try (Socket socket = connect();
        SocketChannel other = server.accept()) {
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  socket.getOutputStream().write(much);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      ByteBuffer heard = ByteBuffer.allocate(much.length);
      while (heard.hasRemaining()) {
        other.read(heard);
      }
      writer.join();
      assertThat(heard.position()).isEqualTo(much.length);
    }
  }

  @Test
  void silence_ends_by_its_time_limit_and_the_connection_goes_on() throws IOException {
    try (Socket socket = connect();
        SocketChannel other = server.accept()) {
      socket.setSoTimeout(20);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      other.write(ByteBuffer.wrap("x".getBytes(UTF_8)));
      assertThat(socket.getInputStream().read()).isEqualTo('x');
    }
  }

  @Test
  void closing_it_wakes_whoever_reads() throws Exception {
    Socket socket = connect();
    Thread closer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                socket.close();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOfAny(SocketException.class, java.nio.channels.ClosedChannelException.class);
    closer.join();
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void without_a_server_there_is_no_connection() throws IOException {
    server.close();
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
  }
}
