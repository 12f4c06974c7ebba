package dev.ordeal.yaml;

/**
 * A key of a form.
 *
 * @param about one sentence for whoever writes the file; editors show it
 * @param required whether the key must be there
 */
public record Field<T>(String name, Shape<T> shape, String about, boolean required) {
  /** A key that may be left out. */
  public static <T> Field<T> optional(String name, Shape<T> shape, String about) {
    return new Field<>(name, shape, about, false);
  }

  /** A key that must be there. */
  public static <T> Field<T> required(String name, Shape<T> shape, String about) {
    return new Field<>(name, shape, about, true);
  }
}
