package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML as Patroni's reader does, by the rules of YAML 1.1: {@code on} and {@code yes} are
 * truth values, {@code 0644} is octal, anchors and {@code <<} work, and of a key that stands twice
 * the last one counts. What is null counts as absent.
 */
final class PlainYaml {
  private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
  private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]{0,17})");
  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]{1,20}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]{1,15}");
  private static final Pattern REAL =
      Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]{1,3})?");
  private static final int MOST_NODES = 100_000;
  private static final int DEEPEST = 50;

  private final String file;
  private final Problems problems;
  private final Map<String, Document.Place> places = new LinkedHashMap<>();
  private int nodes;

  private PlainYaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The document in {@code text}; an empty text is an empty document.
   *
   * @param file how the file is called in problems
   */
  static Document read(String file, String text, Problems problems) {
    var reader = new PlainYaml(file, problems);
    Position start = new Position(file, 1, 1);
    Object value = reader.compose(text);
    reader.places.put("", new Document.Place(start, start));
    if (value == null) {
      return new Document(Map.of(), reader.places);
    }
    if (!(value instanceof Map<?, ?> map)) {
      problems.add(
          start, "expected keys with values", "scope, name, restapi, postgresql and so on");
      return new Document(Map.of(), reader.places);
    }
    return new Document(Lenient.mapOf(map), reader.places);
  }

  /** A single value, as in an environment variable; empty where it is null or not YAML. */
  static Optional<Object> value(String text) {
    var notes = new Problems();
    Object value = new PlainYaml("value", notes).compose(text);
    return notes.isEmpty() ? Optional.ofNullable(value) : Optional.empty();
  }

  private @Nullable Object compose(String text) {
    var settings = LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(50).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.isEmpty() ? null : plain(root.get(), "", 0);
    } catch (MarkedYamlEngineException broken) {
      problems.add(
          broken.getProblemMark().map(this::position).orElse(new Position(file, 1, 1)),
          "not YAML: " + oneLine(String.valueOf(broken.getProblem())),
          broken.getContext() == null ? "" : oneLine(broken.getContext()));
    } catch (YamlEngineException broken) {
      problems.add(
          new Position(file, 1, 1),
          "not YAML: " + oneLine(String.valueOf(broken.getMessage())),
          "");
    }
    return null;
  }

  private @Nullable Object plain(Node node, String path, int depth) {
    if (++nodes > MOST_NODES || depth > DEEPEST || node.isRecursive()) {
      if (nodes <= MOST_NODES + 1) {
        problems.add(position(node), "too deep or too large", "at most 50 levels, 100000 values");
      }
      return null;
    }
    return switch (node) {
      case ScalarNode scalar ->
          scalar.getScalarStyle() == ScalarStyle.PLAIN
              ? resolved(scalar.getValue())
              : scalar.getValue();
      case SequenceNode sequence -> {
        List<Object> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          String itemPath = path + "[" + items.size() + "]";
          places.put(itemPath, new Document.Place(position(item), position(item)));
          Object value = plain(item, itemPath, depth + 1);
          if (value != null) {
            items.add(value);
          }
        }
        yield items;
      }
      case MappingNode mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        mapping(mapping, path, depth, map);
        yield map;
      }
      default -> null;
    };
  }

  private void mapping(MappingNode mapping, String path, int depth, Map<String, Object> map) {
    // What is merged in by `<<` gives way to the mapping's own keys, wherever it stands.
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple)) {
        merge(tuple.getValueNode(), path, depth, map);
      }
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple)) {
        continue;
      }
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(position(tuple.getKeyNode()), "a key must be a word", "");
        continue;
      }
      String inner = Document.join(path, key.getValue());
      places.put(inner, new Document.Place(position(key), position(tuple.getValueNode())));
      Object value = plain(tuple.getValueNode(), inner, depth + 1);
      if (value == null) {
        map.remove(key.getValue());
      } else {
        map.put(key.getValue(), value);
      }
    }
  }

  private void merge(Node node, String path, int depth, Map<String, Object> map) {
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      return;
    }
    if (node instanceof MappingNode other) {
      mapping(other, path, depth + 1, map);
    } else if (node instanceof SequenceNode several) {
      // The first of several wins.
      several.getValue().reversed().forEach(item -> merge(item, path, depth + 1, map));
    }
  }

  private static boolean isMerge(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key
        && key.getScalarStyle() == ScalarStyle.PLAIN
        && key.getValue().equals("<<");
  }

  private static @Nullable Object resolved(String text) {
    if (NULL.matcher(text).matches()) {
      return null;
    }
    if (TRUE.matcher(text).matches()) {
      return true;
    }
    if (FALSE.matcher(text).matches()) {
      return false;
    }
    String digits = text.replace("_", "");
    if (WHOLE.matcher(text).matches()) {
      return Long.valueOf(digits);
    }
    if (OCTAL.matcher(text).matches()) {
      return Long.valueOf(digits, 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return Long.valueOf(digits.replaceFirst("0x", ""), 16);
    }
    return REAL.matcher(text).matches() ? new BigDecimal(digits) : text;
  }

  private Position position(Node node) {
    return node.getStartMark().map(this::position).orElse(new Position(file, 1, 1));
  }

  private Position position(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
