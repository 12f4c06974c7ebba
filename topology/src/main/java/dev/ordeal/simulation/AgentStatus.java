package dev.ordeal.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** What a look at an agent keeps of the body of its answer; the rest is passed over. */
record AgentStatus(Optional<String> state, Optional<String> role, Optional<Integer> timeline) {
  /**
   * @throws JacksonException where the body is no JSON
   */
  static AgentStatus of(String body) {
    @Nullable String state = null;
    @Nullable String role = null;
    @Nullable Integer timeline = null;
    try (JsonParser parser = JsonMapper.shared().createParser(body)) {
      JsonToken token = parser.nextToken();
      while (token != null && (token = parser.nextToken()) == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        token = parser.nextToken();
        switch (name) {
          case "state" -> state = parser.getValueAsString();
          case "role" -> role = parser.getValueAsString();
          case "timeline" -> timeline = token.isNumeric() ? parser.getIntValue() : null;
          default -> parser.skipChildren();
        }
      }
    }
    return new AgentStatus(
        Optional.ofNullable(state), Optional.ofNullable(role), Optional.ofNullable(timeline));
  }
}
