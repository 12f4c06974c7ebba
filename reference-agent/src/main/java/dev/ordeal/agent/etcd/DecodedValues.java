package dev.ordeal.agent.etcd;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What values decoded to when they were last seen: most keys are the same at every reading. */
final class DecodedValues {
  private final Map<String, Decoded> known = new ConcurrentHashMap<>();

  private record Decoded(String value, Object result) {}

  /**
   * What {@code value}, of {@code key}, decodes to.
   *
   * @param decode pure, always the same for one key; its results are never changed
   */
  @SuppressWarnings("unchecked")
  <T> T of(String key, String value, Function<String, T> decode) {
    Decoded decoded = known.get(key);
    if (decoded == null || !decoded.value().equals(value)) {
      decoded = new Decoded(value, decode.apply(value));
      known.put(key, decoded);
    }
    return (T) decoded.result();
  }
}
