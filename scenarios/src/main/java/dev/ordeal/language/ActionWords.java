package dev.ordeal.language;

import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Throttle;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** The verbs of steps, except {@code expect}, which has a time limit of its own. */
final class ActionWords {
  private static final Field<Target> NODE =
      Field.required("node", TargetWords.TARGET, "The node it happens to.");
  private static final Field<Duration> FSYNC =
      Field.required("fsync", Scalars.DURATION, "How much longer every fsync takes.");
  private static final Field<Duration> OFFSET =
      Field.required("offset", Scalars.OFFSET, "By how much the wall clock is off.");
  private static final Field<Target> OPTIONAL_TO =
      Field.optional("to", TargetWords.TARGET, "The candidate; the agents choose without one.");
  private static final Field<Target> TO =
      Field.required("to", TargetWords.TARGET, "The candidate.");
  private static final Field<Cut.Manner> BY =
      Field.required(
          "by",
          Scalars.oneOf("a manner of cutting", Cut.Manner.class),
          "silence drops packets, refusal closes and refuses, stall accepts and says nothing.");
  private static final Field<Duration> LATENCY =
      Field.required("latency", Scalars.DURATION, "How much later every byte arrives.");
  private static final Field<Duration> JITTER =
      Field.optional("jitter", Scalars.DURATION, "By how much the latency varies.");
  private static final Field<Long> AT_MOST =
      Field.required(
          "at-most",
          Scalars.BANDWIDTH.that(
              bytes -> bytes >= Throttle.LEAST,
              "a link cannot be throttled below %dB/s".formatted(Throttle.LEAST),
              "1KB/s or more, or `cut` with `by: stall`"),
          "What the links carry in each direction.");
  private static final Field<Integer> AVERAGE_BYTES =
      Field.required("average-bytes", Scalars.count(1, 1_000_000), "The size of a piece.");
  private static final Field<Duration> PAUSE_BETWEEN =
      Field.required("pause", Scalars.DURATION, "The time between two pieces.");
  private static final Field<Sensor> SENSOR =
      Field.required("sensor", Scalars.oneOf("a sensor", Sensor.class), "Which eye is covered.");
  private static final Field<String> BLIND_TARGET =
      Field.optional("target", Scalars.TEXT, "The member it looks at; all without it.");

  private static final Form BLINDFOLD = Form.of("a covered sensor", SENSOR, BLIND_TARGET);

  /** A covered sensor, and where its target stands. */
  static final Shape<Located<Scenario.Blindfold>> LOCATED_BLINDFOLD =
      BLINDFOLD.map(values -> new Located<>(values.positionOf(BLIND_TARGET), blindfold(values)));

  /** Every verb, in the order of the reference. */
  static final List<Field<Action>> VERBS =
      List.of(
          verb("power-off", TargetWords.TARGET.map(Action.PowerOff::new), "A node goes silent."),
          verb("kill", PartWords.KILL, "SIGKILL."),
          verb("stop", PartWords.STOP, "A clean stop, SIGTERM."),
          verb("restart", PartWords.RESTART, "A clean stop, and a start after a while."),
          verb("pause", PartWords.PAUSE, "No processor time."),
          verb("start", heal("start"), "Starts what was stopped, killed or powered off."),
          verb("resume", heal("resume"), "Resumes what was paused."),
          verb("heal", healing(), "Takes away what lies on the target, or `everything`."),
          verb(
              "cut",
              links("`cut`", BY)
                  .map(values -> new Action.Cut(LinkWords.links(values), values.need(BY))),
              "Links carry nothing."),
          verb(
              "slow",
              links("`slow`", LATENCY, JITTER)
                  .map(values ->
                      new Action.Slow(
                          LinkWords.links(values),
                          values.need(LATENCY),
                          values.get(JITTER, Duration.ZERO))),
              "Links deliver later."),
          verb(
              "throttle",
              links("`throttle`", AT_MOST)
                  .map(
                      values -> new Action.Throttle(LinkWords.links(values), values.need(AT_MOST))),
              "Links carry less."),
          verb(
              "reset",
              links("`reset`").map(values -> new Action.Reset(LinkWords.links(values))),
              "Connections are reset once."),
          verb(
              "slice",
              links("`slice`", AVERAGE_BYTES, PAUSE_BETWEEN)
                  .map(values ->
                      new Action.Slice(
                          LinkWords.links(values),
                          values.need(AVERAGE_BYTES),
                          values.need(PAUSE_BETWEEN))),
              "Data arrives in small pieces."),
          verb("fill-disk", TargetWords.TARGET.map(Action.FillDisk::new), "No byte is left."),
          verb(
              "slow-disk",
              Form.of("`slow-disk`", NODE, FSYNC)
                  .partly()
                  .map(values -> new Action.SlowDisk(values.need(NODE), values.need(FSYNC))),
              "Every fsync takes longer."),
          verb(
              "skew",
              Form.of("`skew`", NODE, OFFSET)
                  .partly()
                  .map(values -> new Action.Skew(values.need(NODE), values.need(OFFSET))),
              "A node's wall clock is off."),
          verb(
              "promote-server",
              TargetWords.TARGET.map(Action.PromoteServer::new),
              "A replica is promoted behind the agents' back."),
          verb(
              "revoke-lease",
              TargetWords.TARGET.map(Action.RevokeLease::new),
              "The store ends a node's lease before its time."),
          verb(
              "switchover",
              Form.of("`switchover`", OPTIONAL_TO)
                  .partly()
                  .map(values -> new Action.Switchover(values.get(OPTIONAL_TO))),
              "A planned change of leader."),
          verb(
              "failover",
              Form.of("`failover`", TO)
                  .partly()
                  .map(values -> new Action.Failover(values.need(TO))),
              "An ordered change of leader."),
          verb(
              "reconfigure",
              Shapes.mapOf("the agents' configuration", Shapes.ANYTHING)
                  .map((SortedMap<String, String> keys) -> new Action.Reconfigure(keys)),
              "Changes the dynamic configuration."),
          verb(
              "restart-server",
              TargetWords.TARGET.map(Action.RestartServer::new),
              "The agent restarts its server."),
          verb(
              "reinitialize",
              TargetWords.TARGET.map(Action.Reinitialize::new),
              "A replica is made anew."),
          verb(
              "maintenance",
              Scalars.SWITCH.map(Action.Maintenance::new),
              "The agents keep their hands off while it is on."),
          verb(
              "blind",
              BLINDFOLD.map(values -> new Action.Blind(blindfold(values))),
              "Covers a sensor."));

  private ActionWords() {}

  private static Scenario.Blindfold blindfold(Values values) {
    return new Scenario.Blindfold(values.need(SENSOR), values.get(BLIND_TARGET, "any"));
  }

  private static Field<Action> verb(String name, Shape<? extends Action> shape, String about) {
    return Field.optional(name, shape.map(action -> action), about);
  }

  private static Shape<Action> heal(String verb) {
    return TargetWords.TARGET.map(target -> new Action.Heal(verb, target));
  }

  private static Shape<Action> healing() {
    return Shapes.either(
        node -> node instanceof LocatedNode.Scalar scalar && scalar.text().equals("everything"),
        Scalars.TEXT.map(_ -> new Action.HealEverything()),
        heal("heal"));
  }

  private static Shape<Values> links(String what, Field<?>... further) {
    return LinkWords.form(what, further);
  }
}
