package dev.ordeal.agent.rest;

import dev.ordeal.agent.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of a request that has to be, or may be, a JSON object. */
final class RequestBody {
  private static final Set<String> TRUE = Set.of("true", "on", "yes", "1");

  private RequestBody() {}

  /** 411 without a length, 400 for what is no object or an empty one. */
  static RestResponse required(
      RestRequest request, Function<Map<String, Object>, RestResponse> command) {
    if (request.body().isEmpty()) {
      return RestResponse.error(411);
    }
    return request
        .body()
        .flatMap(Json::object)
        .filter(body -> !body.isEmpty())
        .map(command)
        .orElseGet(() -> RestResponse.error(400));
  }

  /** 400 for what is neither an object nor nothing. */
  static RestResponse optional(
      RestRequest request, Function<Map<String, Object>, RestResponse> command) {
    Optional<String> text = request.body().filter(body -> !body.isEmpty());
    return text.isEmpty()
        ? command.apply(Map.of())
        : text.flatMap(Json::object).map(command).orElseGet(() -> RestResponse.error(400));
  }

  /** Whether a value says yes, as a truth value or as text. */
  static boolean truth(@Nullable Object value) {
    return TRUE.contains(String.valueOf(value).toLowerCase(Locale.ROOT));
  }
}
