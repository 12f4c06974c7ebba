package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the kernel cannot drop packets, silence is made of toxics, and its means say so. */
@Tag("container")
class WithoutPacketDropIT {
  private static Started started;

  @BeforeAll
  static void start() {
    started =
        new Started(
            Plans.read("no-drop", "nodes: 2\nstore: { members: 1 }\nagent: { kind: reference }\n"));
    // What its process finds on such a kernel: no filter, and the reason in a file.
    ExecAnswer gone =
        started
            .environment
            .running()
            .parts()
            .toxiproxy()
            .exec(
                "root",
                Started.LIMIT,
                "bash",
                "-c",
                "nft destroy table ip ordeal && echo taken away >/run/ordeal/no-packet-drop");
    assertThat(gone.ok()).as(gone.words()).isTrue();
  }

  @AfterAll
  static void end() {
    started.close();
  }

  private static void readBeside(NodeName node) throws SessionFailure {
    try (Session session =
        started.environment.sessions().open(new Entry.Beside(node), Duration.ofSeconds(1))) {
      session.readLatest("silence", Duration.ofSeconds(1));
    }
  }

  @Test
  void silence_bites_and_heals_and_names_the_toxic() throws Exception {
    NodeName node = started.leader();
    Link link = started.besideLink(node);
    AppliedFault fault =
        started.biting(new Cut(List.of(new Cut.Flow(link, true, true)), Cut.Manner.SILENCE));
    assertThat(fault.means()).isEqualTo("toxic latency 1 h");
    assertThatThrownBy(() -> readBeside(node))
        .isInstanceOfSatisfying(
            SessionFailure.class, failure -> assertThat(failure.error()).isEqualTo("timeout"));
    fault.heal();
    readBeside(node);
  }

  @Test
  void a_node_without_power_is_seen_to_be_and_comes_back() throws Exception {
    NodeName node = started.replica();
    AppliedFault fault = started.biting(new PowerOff(node));
    assertThat(fault.means()).isEqualTo("toxic latency 1 h, then SIGKILL");
    assertThatThrownBy(() -> readBeside(node)).isInstanceOf(SessionFailure.class);
    fault.heal();
    started.awaitSteady();
    readBeside(node);
  }

  @Test
  void an_environment_is_made_as_new() throws Exception {
    NodeName node = started.leader();
    try (Session session =
        started.environment.sessions().open(new Entry.Primary(), Started.LIMIT)) {
      session.append("silence", 1, Started.LIMIT);
    }
    started.biting(
        new Cut(List.of(new Cut.Flow(started.besideLink(node), true, true)), Cut.Manner.SILENCE));
    started.environment.recycle();
    readBeside(node);
    assertThat(started.environment.probes().rows(node, "silence", Started.LIMIT))
        .hasValueSatisfying(rows -> assertThat(rows.present()).isEmpty());
  }
}
