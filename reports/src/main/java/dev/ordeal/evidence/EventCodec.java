package dev.ordeal.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as lines of JSON and back. A line begins with the schema's version {@code v} and the kind
 * {@code event}, then come the fields in the order of the record; what is absent is left out. The
 * same event always gives the same bytes.
 */
public final class EventCodec {
  private static final String VERSION = "v";
  private static final JsonMapper LINES =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  /** For {@code run.json}, which people open. */
  private static final JsonMapper INDENTED =
      LINES.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private EventCodec() {}

  /** One line, without its end. */
  public static String line(Event event) {
    String body = LINES.writerFor(Event.class).writeValueAsString(event);
    return "{\"" + VERSION + "\":" + Event.SCHEMA + "," + body.substring(1);
  }

  /**
   * @throws UnreadableEvidence when the line is not an event of this or an older version
   */
  public static Event event(String line) {
    try {
      if (!(LINES.readTree(line) instanceof ObjectNode node)) {
        throw new UnreadableEvidence("not a JSON object: " + shortened(line));
      }
      requireKnown(node.remove(VERSION));
      return LINES.treeToValue(node, Event.class);
    } catch (JacksonException error) {
      throw new UnreadableEvidence(
          "not an event: " + shortened(line) + " (" + error.getOriginalMessage() + ")", error);
    }
  }

  static String run(RunDescription run) {
    return INDENTED.writeValueAsString(run) + "\n";
  }

  static RunDescription run(String text) {
    try {
      if (!(LINES.readTree(text) instanceof ObjectNode node)) {
        throw new UnreadableEvidence("run.json is not a JSON object");
      }
      requireKnown(node.get("schema"));
      return LINES.treeToValue(node, RunDescription.class);
    } catch (JacksonException error) {
      throw new UnreadableEvidence(
          "run.json does not describe a run: " + error.getOriginalMessage(), error);
    }
  }

  private static void requireKnown(@Nullable JsonNode version) {
    if (version == null || !version.isIntegralNumber()) {
      throw new UnreadableEvidence("it names no version of its records");
    }
    if (version.asInt() > Event.SCHEMA) {
      throw new UnreadableEvidence(
          "its records are of version %s, this Ordeal knows them up to %d"
              .formatted(version, Event.SCHEMA));
    }
  }

  private static String shortened(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
