package dev.ordeal.language;

import dev.ordeal.checks.AcknowledgedWritesLost;
import dev.ordeal.checks.Availability;
import dev.ordeal.checks.Check;
import dev.ordeal.checks.EveryNodeStreamsAgain;
import dev.ordeal.checks.FalseFailovers;
import dev.ordeal.checks.LeaderChanges;
import dev.ordeal.checks.LeadersAtOnce;
import dev.ordeal.checks.OldSessionsClosed;
import dev.ordeal.checks.ReadsBalanced;
import dev.ordeal.checks.ReadsMisrouted;
import dev.ordeal.checks.RegistersLinearizable;
import dev.ordeal.checks.ReplicaReadsNeverGoBack;
import dev.ordeal.checks.TimelinesLost;
import dev.ordeal.checks.WritesMisrouted;
import dev.ordeal.checks.WritesOut;
import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** The promises by their names, and the check that judges each. */
final class PromiseWords {
  private static final Field<Duration> AT_MOST_TIME =
      Field.required("at-most", Scalars.DURATION, "The longest time.");
  private static final Field<Duration> WITHIN =
      Field.required("within", Scalars.DURATION, "The longest time.");
  private static final Field<Integer> AT_MOST =
      Field.required("at-most", Scalars.count(0, 1_000_000), "The largest number.");
  private static final Field<Duration> LASTING =
      Field.optional(
          "lasting", Scalars.DURATION, "Only those that were written on for at least this long.");
  private static final Field<Duration> LIMIT =
      Field.optional("limit", Scalars.DURATION, "How long the search may take.");
  private static final Field<RegistersLinearizable.UnacknowledgedReads> UNACKNOWLEDGED_READS =
      Field.optional(
          "unacknowledged-reads",
          Scalars.oneOf("what becomes of them", RegistersLinearizable.UnacknowledgedReads.class),
          "Reads of writes that nobody was told have happened.");
  private static final Field<Double> FRACTION =
      Field.required("within", Scalars.PERCENT, "How far a share may be from an equal one.");
  private static final Field<Double> AT_LEAST_SHARE =
      Field.required("at-least", Scalars.PERCENT, "The smallest share.");
  private static final Field<Integer> EXACTLY =
      Field.optional("exactly", Scalars.count(0, 1_000_000), "The number.");
  private static final Field<Integer> MORE =
      Field.optional("at-least", Scalars.count(0, 1_000_000), "The smallest number.");
  private static final Field<Integer> LESS =
      Field.optional("at-most", Scalars.count(0, 1_000_000), "The largest number.");

  static final List<Field<Check>> ALL =
      List.of(
          promise(
              "writes-out",
              values -> new WritesOut(values.need(AT_MOST_TIME)),
              "How long writes are out from a fault on: the failover time.",
              AT_MOST_TIME),
          promise(
              "leaders-at-once",
              values -> new LeadersAtOnce(values.need(AT_MOST)),
              "How many nodes really commit writes at one instant.",
              AT_MOST),
          promise(
              "writes-misrouted",
              values -> new WritesMisrouted(values.need(AT_MOST)),
              "Acknowledged writes at a node without the leader key.",
              AT_MOST),
          promise(
              "reads-misrouted",
              values -> new ReadsMisrouted(values.need(AT_MOST)),
              "Reads at a node that was no healthy replica.",
              AT_MOST),
          promise(
              "reads-balanced",
              values -> new ReadsBalanced(values.need(FRACTION)),
              "How evenly connections are dealt out to the replicas before the first fault; 50 are"
                  + " needed.",
              FRACTION),
          promise(
              "old-sessions-closed",
              values -> new OldSessionsClosed(values.need(WITHIN)),
              "How soon sessions to a former leader are closed.",
              WITHIN),
          Field.optional(
              "acknowledged-writes-lost", new Lost(), "Acknowledged writes that are gone."),
          promise(
              "timelines-lost",
              values -> new TimelinesLost(values.need(AT_MOST), values.get(LASTING, Duration.ZERO)),
              "Timelines of which nothing is left, so that a leader had never followed them.",
              AT_MOST,
              LASTING),
          promise(
              "registers-linearizable",
              values ->
                  new RegistersLinearizable(
                      values.get(LIMIT, Duration.ofSeconds(30)),
                      values.get(
                          UNACKNOWLEDGED_READS, RegistersLinearizable.UnacknowledgedReads.JUDGED)),
              "Registers behave as if there were one copy.",
              LIMIT,
              UNACKNOWLEDGED_READS),
          promise(
              "replica-reads-never-go-back",
              _ -> new ReplicaReadsNeverGoBack(),
              "Within a session no read is older than one before."),
          promise(
              "availability",
              values -> new Availability(values.need(AT_LEAST_SHARE)),
              "The share of operations that were served.",
              AT_LEAST_SHARE),
          promise(
              "false-failovers",
              values -> new FalseFailovers(values.need(AT_MOST)),
              "Changes of leader that nothing called for.",
              AT_MOST),
          promise(
              "leader-changes",
              values -> new LeaderChanges(values.need(AT_MOST)),
              "Changes of leader, whatever called for them.",
              AT_MOST),
          promise(
              "every-node-streams-again",
              values -> new EveryNodeStreamsAgain(values.need(WITHIN)),
              "How soon after healing all replicas stream from the leader.",
              WITHIN));

  static final Form FORM = new Form("`promises`", List.copyOf(ALL));

  private PromiseWords() {}

  static List<String> names() {
    return ALL.stream().map(Field::name).toList();
  }

  private static Field<Check> promise(
      String name, Function<Values, Check> check, String about, Field<?>... fields) {
    return Field.optional(name, Form.of("`" + name + "`", fields).map(check), about);
  }

  private static final class Lost implements Shape<Check> {
    private static final Form BOUNDS = Form.of("`acknowledged-writes-lost`", EXACTLY, MORE, LESS);

    @Override
    public Optional<Check> read(LocatedNode node, Problems problems) {
      return BOUNDS.read(node, problems).flatMap(values -> check(values, problems));
    }

    private static Optional<Check> check(Values values, Problems problems) {
      boolean exactly = values.has(EXACTLY);
      boolean bounds = values.has(MORE) || values.has(LESS);
      if (exactly == bounds) {
        return problems.none(
            values.position(),
            "`acknowledged-writes-lost` needs its bound",
            "`exactly`, or `at-least` and `at-most`");
      }
      long least = exactly ? values.need(EXACTLY) : values.get(MORE, 0);
      long most = exactly ? least : values.get(LESS).map(Integer::longValue).orElse(Long.MAX_VALUE);
      if (least > most) {
        return problems.none(
            values.positionOf(MORE), "at least " + least + " is more than at most " + most, "");
      }
      return Optional.of(new AcknowledgedWritesLost(least, most));
    }

    @Override
    public SequencedMap<String, Object> schema() {
      return BOUNDS.schema();
    }
  }
}
