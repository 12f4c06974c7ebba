package dev.ordeal.agent.rest;

import dev.ordeal.agent.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, without the connection it goes by.
 *
 * @param code HTTP's
 * @param contentType of the body
 * @param headers beside those that every response carries
 * @param body absent for an answer of a status line alone
 */
public record RestResponse(
    int code, String contentType, Map<String, String> headers, Optional<String> body) {

  static RestResponse json(int code, Object value) {
    return new RestResponse(code, "application/json", Map.of(), Optional.of(Json.text(value)));
  }

  /** One of the texts of the contract, which has no line end. */
  static RestResponse text(int code, String text) {
    return new RestResponse(code, "text/html", Map.of(), Optional.of(text));
  }

  static RestResponse plain(int code, String text) {
    return new RestResponse(code, "text/plain", Map.of(), Optional.of(text));
  }

  static RestResponse bare(int code) {
    return new RestResponse(code, "", Map.of(), Optional.empty());
  }

  /** What the transport itself has to say of a request, as a page. */
  static RestResponse error(int code) {
    String page =
        "<!DOCTYPE html><html><head><title>Error response</title></head><body><h1>%d %s</h1><p>%s.</p></body></html>"
            .formatted(code, reason(code), explanation(code));
    return new RestResponse(code, "text/html;charset=utf-8", Map.of(), Optional.of(page));
  }

  RestResponse withHeader(String name, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
    more.put(name, value);
    return new RestResponse(code, contentType, more, body);
  }

  RestResponse withoutBody() {
    return new RestResponse(code, "", headers, Optional.empty());
  }

  private static String reason(int code) {
    return switch (code) {
      case 400 -> "Bad Request";
      case 409 -> "Conflict";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  private static String explanation(int code) {
    return switch (code) {
      case 400 -> "The body is not a JSON object, or it is empty";
      case 409 -> "Somebody else changed the same key at the same time";
      case 411 -> "The body's length is missing";
      case 413 -> "The body is too long";
      case 501 -> "Server does not support this operation";
      case 502 -> "The configuration store does not hold what this needs";
      case 503 -> "The configuration store cannot be used";
      default -> "The agent's log tells more";
    };
  }
}
