package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShellWordsTest {
  @Test
  void blanks_split_words_and_many_count_as_one() {
    assertThat(ShellWords.of("  /bin/restore   --from\tbackup ")) //
        .containsExactly("/bin/restore", "--from", "backup");
    assertThat(ShellWords.of("  ")).isEmpty();
  }

  @Test
  void quotes_keep_a_word_together_even_an_empty_one() {
    assertThat(ShellWords.of("sh -c 'echo \"a b\" \\n' \"\" x'y 'z"))
        .containsExactly("sh", "-c", "echo \"a b\" \\n", "", "xy z");
  }

  @Test
  void a_backslash_takes_the_next_letter_as_it_is() {
    assertThat(ShellWords.of("a\\ b \"c\\\"d\\e\" f\\")).containsExactly("a b", "c\"d\\e", "f\\");
  }
}
