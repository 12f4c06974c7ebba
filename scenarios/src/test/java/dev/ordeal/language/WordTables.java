package dev.ordeal.language;

import dev.ordeal.yaml.LocatedNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The word tables of a language, taken from its schema: the keys that may stand together, and the
 * words of which one may stand at a place; and which of them a file shows. Tables of the same words
 * are one table.
 */
final class WordTables {
  private final List<String> lines;
  private final Map<String, Object> definitions;
  private final Map<List<String>, Set<String>> shown = new LinkedHashMap<>();

  /**
   * @param text the file; a word counts as shown as well where it stands beside another of its
   *     table
   */
  WordTables(String text, LocatedNode root, Map<String, Object> schema) {
    lines = text.lines().toList();
    definitions = map(schema.getOrDefault("$defs", Map.of()));
    look(schema, List.of(root));
  }

  int size() {
    return shown.size();
  }

  /** The words that stand nowhere in the file, each with its table. */
  List<String> missing() {
    return shown.entrySet().stream()
        .flatMap(table ->
            table.getKey().stream()
                .filter(word -> !table.getValue().contains(word))
                .map(word -> word + " of " + table.getKey()))
        .toList();
  }

  private void look(Map<String, Object> schema, List<LocatedNode> nodes) {
    if (schema.get("$ref") instanceof String reference) {
      look(map(definitions.getOrDefault(reference.replaceFirst("^.*/", ""), Map.of())), nodes);
    }
    if (schema.get("anyOf") instanceof List<?> branches) {
      branches.forEach(branch -> look(map(branch), nodes));
    }
    if (schema.get("enum") instanceof List<?> words) {
      values(words.stream().map(String::valueOf).toList(), nodes);
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      List<String> keys = properties.keySet().stream().map(String::valueOf).toList();
      Set<String> found = shown.computeIfAbsent(keys, table -> new LinkedHashSet<>());
      nodes.forEach(node -> besideWords(node.position().line(), keys, found));
      properties.forEach((key, value) -> {
        List<LocatedNode> inner = below(nodes, String.valueOf(key));
        inner.forEach(node -> found.add(String.valueOf(key)));
        look(map(value), inner);
      });
    }
    if (schema.get("items") instanceof Map<?, ?> item) {
      look(
          map(item),
          nodes.stream()
              .filter(LocatedNode.Sequence.class::isInstance)
              .flatMap(list -> ((LocatedNode.Sequence) list).items().stream())
              .toList());
    }
    if (schema.get("additionalProperties") instanceof Map<?, ?> value) {
      look(
          map(value),
          mappings(nodes)
              .flatMap(all -> all.entries().stream())
              .map(LocatedNode.Entry::value)
              .toList());
    }
  }

  private void values(List<String> words, List<LocatedNode> nodes) {
    Set<String> found = shown.computeIfAbsent(words, table -> new LinkedHashSet<>());
    for (LocatedNode node : nodes) {
      if (node instanceof LocatedNode.Scalar scalar && words.contains(scalar.text())) {
        found.add(scalar.text());
        besideWords(scalar.position().line(), words, found);
      }
    }
  }

  /** The words in the comment of a line. */
  private void besideWords(int line, List<String> words, Set<String> found) {
    String text = lines.get(line - 1);
    int comment = text.indexOf('#');
    if (comment >= 0) {
      Set<String> beside =
          Stream.of(text.substring(comment).split("[^a-z-]+")).collect(Collectors.toSet());
      words.stream().filter(beside::contains).forEach(found::add);
    }
  }

  private static List<LocatedNode> below(List<LocatedNode> nodes, String key) {
    return mappings(nodes)
        .flatMap(mapping -> mapping.entry(key).stream())
        .map(LocatedNode.Entry::value)
        .toList();
  }

  private static Stream<LocatedNode.Mapping> mappings(List<LocatedNode> nodes) {
    return nodes.stream()
        .filter(LocatedNode.Mapping.class::isInstance)
        .map(LocatedNode.Mapping.class::cast);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object schema) {
    return (Map<String, Object>) schema;
  }
}
