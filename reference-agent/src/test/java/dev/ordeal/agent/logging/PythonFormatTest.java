package dev.ordeal.agent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFormatTest {
  private static final Map<String, Object> ATTRIBUTES =
      Map.of("message", "hello", "lineno", 7, "created", 1.5, "levelname", "INFO", "n", -7L);
  private static final Instant INSTANT = Instant.parse("2026-11-04T16:03:02.763918Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "%(levelname)s: %(message)s | INFO: hello",
        "[%(levelname)-8s] | [INFO    ]",
        "[%(levelname)8s] | [    INFO]",
        "[%(levelname).2s] | [IN]",
        "[%(levelname)-4.1s] | [I   ]",
        "%(lineno)d %(lineno)03d %(lineno)-3d. | 7 007 7  .",
        "%(lineno)+d %(n)04d %(n)5d | +7 -007    -7",
        "%(created)f %(created).1f %(created)d | 1.500000 1.5 1",
        "%(lineno)s | 7",
        "100%% | 100%",
        "50% of %(message)s | 50% of hello",
        "%(message)s%(message)s | hellohello"
      })
  void conversions(String format, String text) {
    assertThat(PythonFormat.of(format).render(name -> ATTRIBUTES.getOrDefault(name, "")))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y-%m-%d %H:%M:%S | 2026-11-04 17:03:02",
        "%y %j %I %p | 26 308 05 PM",
        "%S.%f | 02.763918",
        "%a %A %b %B | Wed Wednesday Nov November",
        "%Y%z | 2026+0100",
        "%H%% | 17%",
        "%FT%T | 2026-11-04T17:03:02",
        "%s | 1793808182",
        "at 'noon' %Q | at 'noon' %Q"
      })
  void dates(String format, String text) {
    assertThat(PythonDate.of(Optional.of(format), ZoneId.of("Europe/Vienna")).render(INSTANT))
        .isEqualTo(text);
  }

  @Test
  void without_a_format_a_date_has_milliseconds_after_a_comma() {
    assertThat(PythonDate.of(Optional.empty(), ZoneId.of("UTC")).render(INSTANT))
        .isEqualTo("2026-11-04 16:03:02,763");
  }
}
