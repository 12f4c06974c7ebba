package dev.ordeal.agent.rest;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the REST API writes and reads it: compact, fields in the order they were put. */
final class RestJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private RestJson() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The object that {@code text} is; empty when it is none. */
  static Optional<Map<String, Object>> readObject(String text) {
    try {
      return Optional.ofNullable(MAPPER.readValue(text, OBJECT));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
