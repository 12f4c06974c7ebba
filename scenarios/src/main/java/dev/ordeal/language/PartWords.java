package dev.ordeal.language;

import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Which part of a member a verb means: the whole of it, or its agent, guardian, server or a
 * backend. Not every verb can be done to every part.
 */
final class PartWords {
  private static final Field<Target> MEMBER =
      Field.optional("member", TargetWords.TARGET, "The whole of it, as without this key.");
  private static final Field<Target> AGENT =
      Field.optional("agent", TargetWords.TARGET, "The agent of that node.");
  private static final Field<Target> GUARDIAN =
      Field.optional(
          "guardian",
          TargetWords.TARGET,
          "The process beside the server of that node that ends it with the lease.");
  private static final Field<Target> SERVER =
      Field.optional("server", TargetWords.TARGET, "The PostgreSQL server of that node.");
  private static final Field<Target> BACKEND_OF =
      Field.optional("backend-of", TargetWords.TARGET, "One client backend of that node.");
  private static final List<Field<Target>> ALL =
      List.of(MEMBER, AGENT, GUARDIAN, SERVER, BACKEND_OF);

  private static final Field<Duration> DOWN_FOR =
      Field.required("down-for", Scalars.DURATION, "How long it stays down.");

  /** {@code kill: leader} or {@code kill: { guardian: leader }}. */
  static final Shape<Action> KILL = of("kill", ALL, Action.Kill::new);

  /** {@code pause: leader} or {@code pause: { agent: leader }}. */
  static final Shape<Action> PAUSE =
      of("pause", List.of(MEMBER, AGENT, GUARDIAN, SERVER), Action.Pause::new);

  /** {@code stop: leader} or {@code stop: { agent: leader }}. */
  static final Shape<Action> STOP = of("stop", List.of(MEMBER, AGENT, SERVER), Action.Stop::new);

  /** {@code restart: { member: etcd1, down-for: 5s }}. */
  static final Shape<Action> RESTART =
      exactlyOnePart("`restart`", List.of(MEMBER, AGENT), DOWN_FOR)
          .map(values -> new Action.Restart(part(values), target(values), values.need(DOWN_FOR)));

  private PartWords() {}

  private static <A extends Action> Shape<Action> of(
      String verb, List<Field<Target>> parts, BiFunction<Action.Part, Target, A> action) {
    return Shapes.either(
        node -> node instanceof LocatedNode.Mapping,
        exactlyOnePart("`" + verb + "`", parts)
            .map(values -> action.apply(part(values), target(values))),
        TargetWords.TARGET.map(target -> action.apply(Action.Part.WHOLE, target)));
  }

  private static Shape<Values> exactlyOnePart(
      String what, List<Field<Target>> parts, Field<?>... further) {
    List<Field<?>> fields = new ArrayList<>(parts);
    fields.addAll(List.of(further));
    var form = new Form(what, fields).partly();
    return new Shape<>() {
      @Override
      public Optional<Values> read(LocatedNode node, Problems problems) {
        int before = problems.size();
        refused(node, parts, problems);
        if (problems.size() > before) {
          return Optional.empty();
        }
        return form.read(node, problems)
            .filter(values -> {
              List<Field<Target>> said = parts.stream().filter(values::has).toList();
              if (said.size() != 1 && problems.size() == before) {
                problems.add(
                    node.position(),
                    what + " means exactly one part",
                    "one of " + parts.stream().map(Field::name).collect(Collectors.joining(", ")));
              }
              return said.size() == 1 && values.get(said.getFirst()).isPresent();
            });
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return form.schema();
      }
    };
  }

  /** Says of a part that other verbs take why this one does not. */
  private static void refused(LocatedNode node, List<Field<Target>> taken, Problems problems) {
    if (node instanceof LocatedNode.Mapping mapping) {
      for (LocatedNode.Entry entry : mapping.entries()) {
        ALL.stream()
            .filter(part -> !taken.contains(part) && part.name().equals(entry.key().text()))
            .forEach(part -> refuse(part, entry.key().position(), problems));
      }
    }
  }

  private static void refuse(Field<Target> part, Position place, Problems problems) {
    if (part.equals(BACKEND_OF)) {
      problems.add(place, "a client backend can only be killed", "`kill: { backend-of: leader }`");
    } else if (part.equals(GUARDIAN)) {
      problems.add(
          place, "a guardian can only be killed or paused", "`kill: { guardian: leader }`");
    } else {
      problems.add(
          place,
          "an agent starts its server again when it likes",
          "`restart-server: leader`, which asks it for a restart");
    }
  }

  private static Action.Part part(Values values) {
    if (values.has(AGENT)) {
      return Action.Part.AGENT;
    }
    if (values.has(GUARDIAN)) {
      return Action.Part.GUARDIAN;
    }
    if (values.has(SERVER)) {
      return Action.Part.SERVER;
    }
    return values.has(BACKEND_OF) ? Action.Part.BACKEND : Action.Part.WHOLE;
  }

  private static Target target(Values values) {
    return ALL.stream().flatMap(field -> values.get(field).stream()).findFirst().orElseThrow();
  }
}
