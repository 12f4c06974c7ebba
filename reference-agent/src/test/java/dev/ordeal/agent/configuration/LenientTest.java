package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientTest {
  @ParameterizedTest
  @ValueSource(strings = {"on", "On", "true", "TRUE", "yes", " 1 "})
  void words_for_true(String word) {
    assertThat(Lenient.truth(word)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "False", "no", "0"})
  void words_for_false(String word) {
    assertThat(Lenient.truth(word)).contains(false);
  }

  @Test
  void truth_may_be_a_number_but_not_any_word() {
    assertThat(Lenient.truth(1)).contains(true);
    assertThat(Lenient.truth(true)).contains(true);
    assertThat(Lenient.truth("quorum")).isEmpty();
    assertThat(Lenient.truth(2)).isEmpty();
    assertThat(Lenient.truth(List.of(true))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "0.5, PT0.5S",
    "30s, PT30S",
    "30min, PT30M",
    "1 h, PT1H",
    "250ms, PT0.25S",
    "1d, PT24H",
    "100us, PT0.0001S",
    "-1, PT-1S",
    "'10 min', PT10M"
  })
  void a_time_counts_seconds_unless_it_has_a_unit(String text, Duration time) {
    assertThat(Lenient.duration(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "30m", "30 MB", "30Min", "1e400", "9e99", "--3", "5s5"})
  void what_is_no_time(String text) {
    assertThat(Lenient.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "1MB, 1048576",
    "1kB, 1024",
    "1.5GB, 1610612736",
    "0x10, 16",
    "010, 8",
    "100.4, 100",
    "100.5, 101",
    "-100.5, -101"
  })
  void bytes(String text, long bytes) {
    assertThat(Lenient.bytes(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1KB", "1mb", "1 min", "ten", "99999999999999999999"})
  void what_is_no_number_of_bytes(String text) {
    assertThat(Lenient.bytes(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"128MB, 8kB, 16384", "1GB, kB, 1048576", "90s, min, 1.5", "5, 8kB, 5"})
  void a_unit_is_converted_to_another_of_its_kind(String text, String unit, BigDecimal number) {
    assertThat(Lenient.real(text, unit))
        .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(number));
  }

  @Test
  void without_a_unit_to_convert_to_a_unit_makes_it_no_number() {
    assertThat(Lenient.whole("5", "")).contains(5L);
    assertThat(Lenient.whole("5MB", "")).isEmpty();
  }

  @Test
  void texts_are_a_list_or_words_between_commas() {
    assertThat(Lenient.texts("a, b,,c")).containsExactly("a", "b", "c");
    assertThat(Lenient.texts(List.of("a,b", 1, true))).containsExactly("a,b", "1", "on");
    assertThat(Lenient.texts("")).isEmpty();
  }

  @Test
  void texts_of_numbers_and_truths_are_what_postgres_takes() {
    assertThat(Lenient.text(true)).isEqualTo("on");
    assertThat(Lenient.text(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(Lenient.text(0.9)).isEqualTo("0.9");
    assertThat(Lenient.text(100.0)).isEqualTo("100");
    assertThat(Lenient.text(1.0E-5)).isEqualTo("0.000010");
  }
}
