package dev.ordeal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetWordsTest {
  private static final String THERE = "link node1->node2:5432";
  private static final String BACK = "link node2->node1:5432";

  @Test
  void two_targets_are_named() {
    assertThat(TargetWords.brief(List.of("node1"))).isEqualTo("node1");
    assertThat(TargetWords.brief(List.of(THERE, BACK))).isEqualTo(THERE + ", " + BACK);
  }

  @Test
  void many_links_are_counted_at_what_they_have_in_common() {
    assertThat(TargetWords.brief(List.of(THERE, BACK, "link node2->etcd1:2379")))
        .isEqualTo("3 links of node2");
    assertThat(TargetWords.brief(List.of(THERE, BACK, "link node1->node2:8008")))
        .isEqualTo("3 links of node1 and node2");
    assertThat(TargetWords.brief(List.of(THERE, BACK, "link proxy->node3:8008")))
        .isEqualTo("3 links between 4 members");
  }

  @Test
  void of_many_others_two_are_named() {
    assertThat(TargetWords.brief(List.of("etcd1", "etcd2", "etcd3", "etcd4")))
        .isEqualTo("etcd1, etcd2 and 2 more");
  }
}
