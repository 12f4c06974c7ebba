package dev.ordeal.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonTest {
  @Test
  void null_is_written_and_read_wherever_it_stands() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("z", null);
    object.put("a", Arrays.asList(null, 1, null));
    object.put("m", new LinkedHashMap<>(object));
    String text = "{\"z\":null,\"a\":[null,1,null],\"m\":{\"z\":null,\"a\":[null,1,null]}}";
    assertThat(Json.text(object)).isEqualTo(text);
    assertThat(Json.object(text)).contains(object);
    assertThat(Json.text(null)).isEqualTo("null");
    assertThat(Json.value("null")).isNull();
  }

  @Test
  void keys_keep_their_order() {
    String text = "{\"z\":1,\"a\":{\"y\":2,\"b\":[]},\"m\":{},\"\":3,\"0\":4}";
    assertThat(Json.text(Json.value(text))).isEqualTo(text);
    assertThat(Json.object(text).orElseThrow().keySet()).containsExactly("z", "a", "m", "", "0");
  }

  @Test
  void numbers_are_read_as_the_smallest_kind_that_holds_them() {
    assertThat(
            Json.value(
                "[0, -0, 2147483647, -2147483648, 2147483648, -2147483649, 9223372036854775807,"
                    + " -9223372036854775808, 9223372036854775808, -9223372036854775809]"))
        .isEqualTo(
            List.of(
                0,
                0,
                2147483647,
                -2147483648,
                2147483648L,
                -2147483649L,
                9223372036854775807L,
                -9223372036854775808L,
                new BigInteger("9223372036854775808"),
                new BigInteger("-9223372036854775809")));
    assertThat(Json.value("[1.0, 1.10, -0.0, 1e3, 1E-7, 0.1, 1e400, 12345678901234567890.5]"))
        .isEqualTo(
            List.of(
                1.0,
                1.1,
                -0.0,
                1000.0,
                1e-7,
                0.1,
                Double.POSITIVE_INFINITY,
                1.2345678901234567e19));
  }

  @Test
  void numbers_are_written_as_java_shows_them() {
    assertThat(
            Json.text(
                List.of(
                    1,
                    -2L,
                    new BigInteger("9223372036854775808"),
                    1.0,
                    1e-7,
                    1e22,
                    1.763918,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    new BigDecimal("1.10"),
                    new BigDecimal("1E+3"))))
        .isEqualTo(
            "[1,-2,9223372036854775808,1.0,1.0E-7,1.0E22,1.763918,\"NaN\",\"-Infinity\",1.10,1E+3]");
  }

  @Test
  void only_what_must_be_is_escaped() {
    String text = "\" \\ / \b \f \n \r \t \u0000 \u001f \u007f \u2028 <é>&' ÅžЖ中 \ud83d\ude00";
    String json =
        "\"\\\" \\\\ / \\b \\f \\n \\r \\t \\u0000 \\u001F \u007f \u2028 <é>&' ÅžЖ中 \ud83d\ude00\"";
    assertThat(Json.text(text)).isEqualTo(json);
    assertThat(Json.value(json)).isEqualTo(text);
    assertThat(Json.text(Map.of(text, text))).isEqualTo("{" + json + ":" + json + "}");
    assertThat(Json.value("\"\\u00e9\\/\\ud83d\\ude00\"")).isEqualTo("é/\ud83d\ude00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]         | []",
        "[ {} , 1 ] | [{},1]",
        "\"text\"   | \"text\"",
        "true       | true",
        "1.50       | 1.5",
      })
  void what_is_no_object_is_a_value_all_the_same(String json, String again) {
    assertThat(Json.object(json)).isEmpty();
    assertThat(Json.text(Json.value(json))).isEqualTo(again);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "null"})
  void nothing_is_null(String json) {
    assertThat(Json.value(json)).isNull();
    assertThat(Json.object(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{} x",
        "{} {}",
        "{}{}",
        "{},",
        "{}]",
        "null null",
        "[1] 2",
        "{",
        "[1",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\" 1}",
        "{} // x",
        "/**/{}",
        "\"\t\"",
        "\"\\x\"",
        "nul",
        "}",
        "{\"a\":}",
        "{null:1}",
      })
  void what_is_not_one_value_is_none(String json) {
    assertThatThrownBy(() -> Json.value(json)).isInstanceOf(JacksonException.class);
    assertThat(Json.object(json)).isEmpty();
  }

  @Test
  void white_space_may_stand_around() {
    assertThat(Json.object(" \t\r\n{ \"a\" : 1 } \n")).contains(Map.of("a", 1));
  }

  @Test
  void of_a_key_that_stands_twice_the_last_value_counts_in_the_first_place() {
    String text = "{\"a\":{\"x\":1,\"x\":null},\"b\":2,\"a\":{\"y\":3}}";
    assertThat(Json.text(Json.value(text))).isEqualTo("{\"a\":{\"y\":3},\"b\":2}");
    assertThat(Json.text(Json.value("{\"x\":1,\"x\":null}"))).isEqualTo("{\"x\":null}");
  }

  @Test
  void what_was_read_can_be_changed() {
    Map<String, Object> object = Json.object("{\"a\":{},\"b\":[]}").orElseThrow();
    Coercion.map(object.get("a")).put("c", 1);
    object.put("d", object.remove("b"));
    assertThat(Json.text(object)).isEqualTo("{\"a\":{\"c\":1},\"d\":[]}");
  }

  @Test
  void every_collection_is_a_list() {
    assertThat(
            Json.text(
                List.of(
                    new TreeSet<>(List.of("b", "a")),
                    new LinkedList<>(List.of(1, 2)),
                    new ArrayList<>(List.of(true)).reversed())))
        .isEqualTo("[[\"a\",\"b\"],[1,2],[true]]");
  }

  @Test
  void five_hundred_levels_can_be_written_and_read_and_no_more() {
    String deep = "[".repeat(500) + "]".repeat(500);
    Object value = Json.value(deep);
    assertThat(Json.text(value)).isEqualTo(deep);
    assertThatThrownBy(() -> Json.value("[" + deep + "]")).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> Json.text(List.of(value))).isInstanceOf(JacksonException.class);
  }

  @Test
  void what_is_no_plain_value_is_not_written() {
    record Point(int x) {}
    assertThatThrownBy(() -> Json.text(List.of(new Point(1)))).isInstanceOf(JacksonException.class);
  }
}
