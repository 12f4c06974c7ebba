package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainYamlTest {
  private final Problems problems = new Problems();

  private Map<String, Object> values(String text) {
    return PlainYaml.read("agent.yaml", text, problems).values();
  }

  @Test
  void words_and_numbers_are_what_yaml_1_1_makes_of_them() {
    assertThat(
            values(
                """
                a: on
                b: No
                c: 0644
                d: 0x1F
                e: 1_000
                f: -7
                g: 1.10
                h: 'on'
                i: 10min
                j: 1e3
                k: 127.0.0.1:5432
                """))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("a", true),
                Map.entry("b", false),
                Map.entry("c", 420L),
                Map.entry("d", 31L),
                Map.entry("e", 1000L),
                Map.entry("f", -7L),
                Map.entry("g", new BigDecimal("1.10")),
                Map.entry("h", "on"),
                Map.entry("i", "10min"),
                Map.entry("j", "1e3"),
                Map.entry("k", "127.0.0.1:5432")));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void null_counts_as_absent() {
    assertThat(values("a:\nb: ~\nc: [null, 1]\nd: {e: null}"))
        .isEqualTo(Map.of("c", List.of(1L), "d", Map.of()));
  }

  @Test
  void anchors_are_followed_and_own_keys_count_for_more_than_merged_ones() {
    assertThat(
            values(
                """
                base: &base {a: 1, b: 2}
                one: {a: 7, <<: *base}
                two: *base
                three: {<<: [{a: 5}, *base]}
                """))
        .containsEntry("one", Map.of("a", 7L, "b", 2L))
        .containsEntry("two", Map.of("a", 1L, "b", 2L))
        .containsEntry("three", Map.of("a", 5L, "b", 2L));
  }

  @Test
  void of_a_key_that_stands_twice_the_last_one_counts() {
    assertThat(values("a: 1\na: 2")).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void an_empty_file_is_an_empty_document() {
    assertThat(values("")).isEmpty();
    assertThat(values("# nothing")).isEmpty();
    assertThat(problems.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[a, b]", "a: [b", "a: *nowhere", "a: {b: &x {c: *x}}", "- a\nb: c", "? [a]\n: b"})
  void what_is_no_configuration_is_one_located_line(String text) {
    values(text);
    assertThat(problems.inOrder())
        .isNotEmpty()
        .allSatisfy(
            problem -> assertThat(problem.toString()).matches("agent\\.yaml:\\d+:\\d+: [^\\n]+"));
  }

  @Test
  void aliases_that_multiply_are_refused() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 8; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    values(bomb.toString());
    assertThat(problems.inOrder()).isNotEmpty();
  }

  @Test
  void values_know_where_they_stand() {
    Document document = PlainYaml.read("agent.yaml", "a:\n  b: {c.d: 1}\n  e: [x, y]\n", problems);
    assertThat(document.valueAt("a.b.c.d")).hasToString("agent.yaml:2:12");
    assertThat(document.keyAt("a.b")).hasToString("agent.yaml:2:3");
    assertThat(document.valueAt("a.e[1]")).hasToString("agent.yaml:3:10");
    assertThat(document.valueAt("a.unknown.key")).hasToString("agent.yaml:2:3");
    assertThat(problems.inOrder()).map(Problem::toString).isEmpty();
  }
}
