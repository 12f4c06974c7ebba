package dev.ordeal.language;

import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.DefinedShape;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** How targets are written: a part in the environment, a name, what a fault met, or a list. */
final class TargetWords {
  /** What a fault met, by a word for it. */
  static final SequencedMap<String, String> MET_BY = new LinkedHashMap<>();

  static {
    MET_BY.put("the-powered-off", "power-off");
    MET_BY.put("the-killed", "kill");
    MET_BY.put("the-stopped", "stop");
    MET_BY.put("the-paused", "pause");
    MET_BY.put("the-cut", "cut");
    MET_BY.put("the-slowed", "slow");
    MET_BY.put("the-throttled", "throttle");
    MET_BY.put("the-sliced", "slice");
    MET_BY.put("the-filled-disk", "fill-disk");
    MET_BY.put("the-slowed-disk", "slow-disk");
    MET_BY.put("the-skewed", "skew");
  }

  private static final Shape<Target> ONE = new OneTarget();

  /** A target, or a list of them. */
  static final DefinedShape<Target> TARGET =
      new DefinedShape<>(
          "target",
          Shapes.either(
              node -> node instanceof LocatedNode.Sequence,
              Shapes.partlyListOf("targets", ONE).map(Target.Group::new),
              ONE));

  private TargetWords() {}

  /** The words for parts, as they are written. */
  static List<String> roles() {
    return OneTarget.ROLES;
  }

  /** A target that is no group, as it is written in a file. */
  static String written(Target target) {
    return switch (target) {
      case Target.Named named -> named.name();
      case Target.ByRole role -> Scalars.word(role.role());
      case Target.MetBy met ->
          MET_BY.entrySet().stream()
              .filter(word -> word.getValue().equals(met.yamlName()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
      case Target.Group group ->
          throw new IllegalArgumentException("a group has no word of its own: " + group);
    };
  }

  private static final class OneTarget implements Shape<Target> {
    static final List<String> ROLES =
        java.util.Arrays.stream(Target.RoleWord.values()).map(Scalars::word).toList();

    @Override
    public Optional<Target> read(LocatedNode node, Problems problems) {
      if (!(node instanceof LocatedNode.Scalar scalar)) {
        return problems.none(
            node.position(),
            "expected a target, not "
                + (node instanceof LocatedNode.Sequence ? "a list" : "a group of keys"),
            "a word, as leader or node2");
      }
      String word = scalar.text();
      for (Target.RoleWord role : Target.RoleWord.values()) {
        if (Scalars.word(role).equals(word)) {
          return Optional.of(new Target.ByRole(role));
        }
      }
      String fault = MET_BY.get(word);
      if (fault != null) {
        return Optional.of(new Target.MetBy(fault));
      }
      if (word.startsWith("the-")) {
        return problems.none(
            node.position(),
            "`" + word + "` names no fault",
            Suggestion.words(word, List.copyOf(MET_BY.sequencedKeySet())));
      }
      if (!NodeName.isValid(word)) {
        return problems.none(
            node.position(), "`" + word + "` is no target", "a word, as leader or node2");
      }
      return Optional.of(new Target.Named(word));
    }

    @Override
    public SequencedMap<String, Object> schema() {
      List<String> known = new java.util.ArrayList<>(ROLES);
      known.addAll(MET_BY.sequencedKeySet());
      return Shape.schema(
          "anyOf",
          List.of(
              Shape.schema("enum", known),
              Shape.schema("pattern", "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")));
    }
  }
}
