package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrdealTest {
  @Test
  void no_verb_is_bad_input_and_shows_the_usage() {
    var called = Called.with();

    assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(called.error()).contains("Missing required subcommand").contains("Usage: ordeal");
  }

  @Test
  void an_unknown_verb_is_bad_input() {
    assertThat(Called.with("destroy").exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
  }

  @Test
  void help_names_every_exit_code() {
    var called = Called.with("--help");

    assertThat(called.exitCode()).isZero();
    for (ExitCode code : ExitCode.values()) {
      assertThat(called.output()).containsPattern("(?m)^\\s+" + code.number() + "\\s");
    }
  }
}
