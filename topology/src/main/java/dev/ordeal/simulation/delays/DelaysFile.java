package dev.ordeal.simulation.delays;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/**
 * A {@code delays.json}: delays as they were measured once, so that they can be measured anew.
 *
 * @param measured the day, ISO 8601
 * @param machine what they were measured on
 * @param microseconds the delays, each by its quantiles
 */
public record DelaysFile(String measured, String machine, Delays microseconds) {
  private static final DelaysFile SHIPPED = read();

  /** The one that comes with Ordeal. */
  public static DelaysFile shipped() {
    return SHIPPED;
  }

  private static DelaysFile read() {
    try (InputStream data = DelaysFile.class.getResourceAsStream("delays.json")) {
      if (data == null) {
        throw new IllegalStateException("delays.json is not on the class path");
      }
      return parse(new String(data.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the text of such a file.
   *
   * @throws IllegalArgumentException where a delay is missing or is no distribution
   */
  public static DelaysFile parse(String json) {
    try {
      return Delays.JSON.readValue(json, DelaysFile.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no delays.json: " + e.getOriginalMessage(), e);
    }
  }

  /** The text of such a file. */
  public String json() {
    return Delays.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }
}
