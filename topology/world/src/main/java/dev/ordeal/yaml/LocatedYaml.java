package dev.ordeal.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML 1.2 into nodes that know where they stand. Aliases and anchors are refused, and keys
 * that occur twice: in a file for people both are mistakes.
 */
public final class LocatedYaml {
  private static final int LARGEST_FILE_IN_CHARACTERS = 1_000_000;

  private final String file;
  private final Problems problems;

  private LocatedYaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The only document of {@code text}; empty, with a problem noted, where it is not YAML or there
   * is nothing in it.
   *
   * @param file how the file is called in problems
   */
  public static Optional<LocatedNode> read(String file, String text, Problems problems) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(LARGEST_FILE_IN_CHARACTERS)
            .setMaxAliasesForCollections(0)
            .build();
    var reader = new LocatedYaml(file, problems);
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        return problems.none(new Position(file, 1, 1), "the file is empty", "");
      }
      return Optional.of(reader.located(root.get(), 0));
    } catch (MarkedYamlEngineException broken) {
      return problems.none(
          broken.getProblemMark().map(reader::position).orElse(new Position(file, 1, 1)),
          "not YAML: " + oneLine(broken.getProblem() == null ? "" : broken.getProblem()),
          broken.getContext() == null ? "" : oneLine(broken.getContext()));
    } catch (YamlEngineException broken) {
      return problems.none(
          new Position(file, 1, 1),
          "not YAML: " + oneLine(String.valueOf(broken.getMessage())),
          "");
    }
  }

  private LocatedNode located(Node node, int depth) {
    Position position = node.getStartMark().map(this::position).orElse(new Position(file, 1, 1));
    if (depth > 50 || node.isRecursive()) {
      problems.add(position, "nested too deeply", "at most 50 levels");
      return new LocatedNode.Scalar(position, "", true);
    }
    if (node.getAnchor().isPresent()) {
      problems.add(
          position, "`&" + node.getAnchor().get() + "` is an anchor", "each value written out");
    }
    return switch (node) {
      case ScalarNode scalar ->
          new LocatedNode.Scalar(
              position, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
      case SequenceNode sequence ->
          new LocatedNode.Sequence(
              position,
              sequence.getValue().stream().map(item -> located(item, depth + 1)).toList());
      case MappingNode mapping -> mapping(position, mapping, depth);
      default -> throw new IllegalStateException("a node of no known kind: " + node.getNodeType());
    };
  }

  private LocatedNode mapping(Position position, MappingNode mapping, int depth) {
    Map<String, Position> seen = new LinkedHashMap<>();
    List<LocatedNode.Entry> entries = new ArrayList<>();
    for (var tuple : mapping.getValue()) {
      LocatedNode key = located(tuple.getKeyNode(), depth + 1);
      LocatedNode value = located(tuple.getValueNode(), depth + 1);
      if (!(key instanceof LocatedNode.Scalar word)) {
        problems.add(key.position(), "a key must be a word", "");
        continue;
      }
      Position before = seen.putIfAbsent(word.text(), word.position());
      if (before != null) {
        problems.add(
            word.position(),
            "`" + word.text() + "` stands here twice",
            "the first is on line " + before.line());
        continue;
      }
      entries.add(new LocatedNode.Entry(word, value));
    }
    return new LocatedNode.Mapping(position, entries);
  }

  private Position position(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
