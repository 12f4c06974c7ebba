package dev.ordeal.cli.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DoorTest {
  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private DoorFolder folder = DoorFolder.usual();

  @BeforeEach
  void useAFolderOfItsOwn() {
    folder = new DoorFolder(temporary.resolve("doors"));
  }

  private OptionalInt ask(String name, Request request) {
    return new Caller(folder, name)
        .ask(request, new PrintWriter(out, true), new PrintWriter(errors, true));
  }

  @Test
  void lines_and_problems_come_as_they_are_said_and_the_exit_code_last() {
    Door.Handler handler =
        (request, replies) -> {
          replies.accept(new Reply(Reply.Kind.LINE, request.ask() + " " + request.text(), 0));
          replies.accept(new Reply(Reply.Kind.PROBLEM, "two\nlines → é", 0));
          return 3;
        };
    try (var door = Door.open(folder, "three-nodes", handler)) {
      assertThat(ask(door.name(), new Request(Request.Ask.STEP, "kill: \"x\"\nfor: 1s")))
          .hasValue(3);
    }
    assertThat(out).hasToString("STEP kill: \"x\"\nfor: 1s\n");
    assertThat(errors).hasToString("two\nlines → é\n");
  }

  @Test
  void nobody_else_may_look_into_the_folder() throws IOException {
    try (var _ = Door.open(folder, "a", (_, _) -> 0)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
          .isEqualTo("rwx------");
    }
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> Door.open(folder, "a", (_, _) -> 0))
        .hasMessageContaining("is not a private folder");
  }

  @Test
  void a_link_in_the_place_of_the_folder_is_refused() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(folder.path(), elsewhere);
    assertThatThrownBy(() -> Door.open(folder, "a", (_, _) -> 0))
        .hasMessageContaining("is not a private folder");
  }

  @Test
  void a_second_one_of_a_name_gets_a_number() {
    try (var first = Door.open(folder, "a", (_, _) -> 0);
        var second = Door.open(folder, "a", (_, _) -> 5)) {
      assertThat(first.name()).isEqualTo("a");
      assertThat(second.name()).isEqualTo("a-2");
      assertThat(folder.names()).containsExactly("a", "a-2");
      assertThat(ask("a-2", Request.of(Request.Ask.LIST))).hasValue(5);
    }
    assertThat(folder.names()).isEmpty();
  }

  @Test
  void what_a_killed_process_left_is_not_up_and_is_in_nobodys_way() throws IOException {
    Door.open(folder, "other", (_, _) -> 0).close();
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(folder.socket("a")));
    }
    assertThat(folder.socket("a")).exists();
    assertThat(folder.names()).isEmpty();
    assertThat(folder.socket("a")).doesNotExist();
  }

  @Test
  void a_handler_that_throws_is_told_to_the_caller() {
    Door.Handler broken =
        (_, _) -> {
          throw new IllegalStateException("it broke");
        };
    try (var door = Door.open(folder, "a", broken)) {
      assertThat(ask(door.name(), Request.of(Request.Ask.HEAL))).hasValue(4);
    }
    assertThat(errors.toString()).contains("it broke");
  }

  @Test
  void what_is_no_request_is_refused() throws IOException {
    try (var door = Door.open(folder, "a", (_, _) -> 0);
        var caller = SocketChannel.open(UnixDomainSocketAddress.of(folder.socket(door.name())))) {
      caller.write(ByteBuffer.wrap("{\"ask\":\"nonsense\"}\n".getBytes(StandardCharsets.UTF_8)));
      var answer = ByteBuffer.allocate(10_000);
      while (caller.read(answer) >= 0) {
        // Until the other side hangs up.
      }
      assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8))
          .contains("not a request")
          .contains("\"code\":2");
    }
  }

  @Test
  void whoever_was_heard_has_an_answer_before_it_closes() throws InterruptedException {
    var heard = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var door =
        Door.open(
            folder,
            "a",
            (_, _) -> {
              heard.countDown();
              await(end);
              return 0;
            });
    var code = new int[] {-1};
    Thread caller =
        Thread.ofVirtual().start(() -> code[0] = ask("a", Request.of(Request.Ask.END)).orElse(-2));
    assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    Thread closing = Thread.ofVirtual().start(door::close);
    end.countDown();
    closing.join();
    caller.join();
    assertThat(code[0]).isZero();
  }

  @Test
  void a_process_that_ends_without_an_answer_is_no_exit_code() {
    assertThat(ask("nobody", Request.of(Request.Ask.LIST))).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
