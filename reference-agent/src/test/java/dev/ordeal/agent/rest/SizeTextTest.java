package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1048576, 1048576",
    "16kB, 16384",
    "10MB, 10485760",
    "10 MB, 10485760",
    "1.5GB, 1610612736",
    "2TB, 2199023255552",
    "7B, 7",
    ".5kB, 512",
    "1e6, 1000000",
    "-1, -1"
  })
  void bytes(String text, long bytes) {
    assertThat(SizeText.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "10mb", "10 apples", "1.2.3", "9999999999TB", "1e99"})
  void no_amount(String text) {
    assertThat(SizeText.bytes(text)).isEmpty();
  }
}
