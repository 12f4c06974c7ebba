package dev.ordeal.containers.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.containers.Plans;
import dev.ordeal.containers.addresses.Subnet;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ConfigurationTest {
  private static final EnvironmentPlan PLAN = Plans.threeNodesSynchronous();

  @Test
  void the_dynamic_configuration_speaks_patronis_words() {
    assertThat(DynamicConfiguration.of(PLAN))
        .containsEntry("ttl", 20L)
        .containsEntry("loop_wait", 5L)
        .containsEntry("synchronous_mode", true)
        .containsEntry("synchronous_node_count", 1);
  }

  @Test
  void scalars_keep_their_types() {
    assertThat(DynamicConfiguration.scalar("300")).isEqualTo(300);
    assertThat(DynamicConfiguration.scalar("true")).isEqualTo(true);
    assertThat(DynamicConfiguration.scalar("quorum")).isEqualTo("quorum");
  }

  @Test
  void patroni_gets_natural_names_and_no_password() {
    String yaml = PatroniConfiguration.of(PLAN, new NodeName("node2"), Subnet.all().getFirst());
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    assertThat(loaded)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("name", "node2")
        .containsEntry("etcd3", Map.of("hosts", List.of("etcd1:2379", "etcd2:2379", "etcd3:2379")));
    assertThat(yaml).doesNotContain("password");
  }

  @Test
  void haproxy_asks_the_agents_or_only_knocks() {
    String template = Home.haproxyTemplate();
    String asking = HaproxyConfiguration.of(template, PLAN);
    assertThat(asking)
        .contains("server node1 node1:5432 check port 8008")
        .contains("http-check send meth OPTIONS uri /primary hdr Ordeal-Patience 800ms")
        .contains(
            "inter 1000ms fastinter 500ms downinter 500ms fall 2 rise 1 on-marked-down"
                + " shutdown-sessions");
    String knocking = HaproxyConfiguration.of(template, withCheck(ProxyPlan.Check.TCP));
    assertThat(knocking)
        .contains("server node1 node1:5432 check\n")
        .doesNotContain("httpchk", "http-check")
        .doesNotContain("shutdown-sessions");
  }

  @Test
  void where_the_agent_keeps_checks_open_little_lies_between_them() {
    EnvironmentPlan mixed =
        Plans.read("mixed", "nodes: 2\nagent: { kind: reference, except: { node2: patroni } }\n");
    assertThat(HaproxyConfiguration.of(Home.haproxyTemplate(), mixed))
        .contains(
            "server node1 node1:5432 check port 8008 downinter 50ms\n",
            "server node2 node2:5432 check port 8008\n");
  }

  @Test
  void a_template_with_an_unknown_name_is_refused() {
    assertThatThrownBy(() -> HaproxyConfiguration.of("bind ${PORT}", PLAN))
        .hasMessageContaining("${PORT}");
  }

  private static EnvironmentPlan withCheck(ProxyPlan.Check check) {
    ProxyPlan proxy =
        new ProxyPlan(
            PLAN.proxy().name(),
            ProxyPlan.Balance.SOURCE,
            check,
            Duration.ofSeconds(1),
            2,
            1,
            false,
            0);
    return new EnvironmentPlan(
        PLAN.name(),
        PLAN.nodes(),
        PLAN.replication(),
        PLAN.store(),
        proxy,
        PLAN.agent(),
        PLAN.parameters(),
        PLAN.diskMegabytes(),
        false);
  }
}
