package dev.ordeal.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoercionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // value               | text                | if true | if false | long                |
        // int
        "null                  | ''                  | true  | false | -7                  | -7",
        "true                  | true                | true  | true  | -7                  | -7",
        "false                 | false               | false | false | -7                  | -7",
        "0                     | 0                   | false | false | 0                   | 0",
        "-1                    | -1                  | true  | true  | -1                  | -1",
        "2147483648            | 2147483648          | true  | true  | 2147483648          | -7",
        "9223372036854775807   | 9223372036854775807 | true  | true  | 9223372036854775807 | -7",
        "9223372036854775808   | 9223372036854775808 | true  | true  | -7                  | -7",
        "0.0                   | 0.0                 | true  | false | 0                   | 0",
        "-1.9                  | -1.9                | true  | false | -1                  | -1",
        "1e3                   | 1000.0              | true  | false | 1000                | 1000",
        "2147483647.5          | 2.1474836475E9      | true  | false | 2147483647          | -7",
        "1e300                 | 1.0E300             | true  | false | -7                  | -7",
        "1e400                 | Infinity            | true  | false | -7                  | -7",
        "\"\"                  | ''                  | true  | false | -7                  | -7",
        "\"word\"              | word                | true  | false | -7                  | -7",
        "\"true\"              | true                | true  | true  | -7                  | -7",
        "\"false\"             | false               | false | false | -7                  | -7",
        "\"True\"              | True                | true  | false | -7                  | -7",
        "\"0\"                 | 0                   | true  | false | 0                   | 0",
        "\"+12\"               | +12                 | true  | false | 12                  | 12",
        "\"-0012\"             | -0012               | true  | false | -12                 | -12",
        "\"1.5\"               | 1.5                 | true  | false | -7                  | -7",
        "\"1e3\"               | 1e3                 | true  | false | -7                  | -7",
        "\"1 \"                | '1 '                | true  | false | -7                  | -7",
        "\"٣\"                 | ٣                   | true  | false | -7                  | -7",
        "\"4294967296\"        | 4294967296          | true  | false | 4294967296          | -7",
        "\"9223372036854775808\"|9223372036854775808 | true  | false | -7                  | -7",
        "{\"a\":1}             | ''                  | true  | false | -7                  | -7",
        "[1]                   | ''                  | true  | false | -7                  | -7",
      })
  void counts_as(
      String json, String text, boolean ifTrue, boolean ifFalse, long asLong, int asInt) {
    Object value = Json.value(json);
    assertThat(Coercion.text(value)).isEqualTo(text);
    assertThat(Coercion.truth(value, true)).isEqualTo(ifTrue);
    assertThat(Coercion.truth(value, false)).isEqualTo(ifFalse);
    assertThat(Coercion.toLong(value, -7)).isEqualTo(asLong);
    assertThat(Coercion.toInt(value, -7)).isEqualTo(asInt);
  }

  @Test
  void only_a_whole_number_is_one() {
    assertThat(Coercion.whole(Json.value("-5"))).contains(-5L);
    assertThat(Coercion.whole(Json.value("9223372036854775807"))).contains(Long.MAX_VALUE);
    assertThat(Coercion.whole(Json.value("5.0"))).isEmpty();
    assertThat(Coercion.whole(Json.value("\"5\""))).isEmpty();
    assertThat(Coercion.whole(null)).isEmpty();
    assertThatThrownBy(() -> Coercion.whole(Json.value("9223372036854775808")))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void only_a_map_is_one() {
    assertThat(Coercion.map(Json.value("{\"a\":null}"))).containsOnlyKeys("a");
    assertThat(Coercion.map(Json.value("[{}]"))).isEqualTo(Map.of());
    assertThat(Coercion.map(null)).isEqualTo(Map.of());
  }
}
