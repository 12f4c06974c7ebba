package dev.ordeal.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final List<Event> ONE_OF_EACH =
      List.of(
          new Event.PhaseStarted(1, Phase.WARM_UP),
          new Event.StepStarted(2, 0, "power-off leader"),
          new Event.StepEnded(3, 0, true, ""),
          new Event.FaultMarked(
              4, 1, "cut", List.of("link node1->etcd2:2379"), FaultMark.APPLIED, "toxic", ""),
          new Event.ServerSample(
              5,
              4,
              "node1",
              Reach.ANSWERED,
              Optional.of("PRIMARY"),
              Optional.of(1),
              Optional.of("0/3000060"),
              Optional.of(false)),
          new Event.CommitProbe(6, 5, "node1", CommitResult.COMMITTED, Optional.of(1)),
          new Event.AgentSample(
              7,
              6,
              "node1",
              Reach.REFUSED,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          new Event.LeaderKeyChanged(8, Optional.of("node1"), 12),
          new Event.StoreProbe(9, 8, "etcd1", Reach.SILENT),
          new Event.ProxySample(10, "proxy1", "primary", "node1", true, 3, 44),
          new Event.ProxySilent(11, 10, "proxy1", Reach.REFUSED),
          new Event.SensorStarted(12, Sensor.COMMIT, "node1", 20_000_000),
          new Event.SensorStopped(13, Sensor.COMMIT, "node1", "switched off"),
          new Event.ClientOperation(
              14,
              1,
              "p1",
              "s1",
              "primary",
              OperationKind.APPEND,
              12,
              13,
              ClientOutcome.OK,
              "w1",
              Optional.of(7L),
              Optional.empty(),
              Optional.of("node1"),
              Optional.of(1),
              Optional.empty()),
          new Event.SessionOpened(15, "s1", "primary", Optional.of("node1")),
          new Event.SessionClosed(16, "s1", "primary", "57P01"),
          new Event.FinalRows(17, "node1", "w1", List.of(new Range(1, 9)), List.of(4L), true),
          new Event.Note(18, "with \"quotes\" and a line\nbreak"),
          new Event.RunEnded(19, true, "done"));

  @Test
  void every_kind_of_event_comes_back_as_it_was() {
    assertThat(ONE_OF_EACH.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    for (Event event : ONE_OF_EACH) {
      assertThat(EventCodec.event(EventCodec.line(event))).isEqualTo(event);
    }
  }

  @Test
  void a_line_is_one_line_in_the_order_of_the_record() {
    assertThat(
            EventCodec.line(
                new Event.CommitProbe(6, 5, "node1", CommitResult.READ_ONLY, Optional.empty())))
        .isEqualTo(
            "{\"v\":1,\"event\":\"CommitProbe\",\"atNs\":6,\"sentNs\":5,\"node\":\"node1\","
                + "\"result\":\"READ_ONLY\"}");
    assertThat(ONE_OF_EACH)
        .allSatisfy(event -> assertThat(EventCodec.line(event)).doesNotContain("\n"));
  }

  @Test
  void newer_records_are_refused_by_their_version() {
    assertThatThrownBy(
            () -> EventCodec.event("{\"v\":2,\"event\":\"Note\",\"atNs\":1,\"words\":\"\"}"))
        .isInstanceOf(UnreadableEvidence.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void lines_without_a_version_or_with_fields_missing_are_refused() {
    for (String line :
        List.of(
            "{\"event\":\"Note\",\"atNs\":1,\"words\":\"\"}",
            "{\"v\":1,\"event\":\"Note\",\"words\":\"\"}",
            "{\"v\":1,\"event\":\"Note\",\"atNs\":1}",
            "{\"v\":1,\"event\":\"Nothing\",\"atNs\":1}",
            "{\"v\":1,\"event\":\"Note\",\"atNs\":1,\"words\":\"\",\"more\":2}",
            "[]",
            "{")) {
      assertThatThrownBy(() -> EventCodec.event(line))
          .as(line)
          .isInstanceOf(UnreadableEvidence.class);
    }
  }
}
