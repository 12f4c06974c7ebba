package dev.ordeal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may see whom: the table of the design, read from the compiled classes. */
@AnalyzeClasses(packages = "dev.ordeal", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule the_foundation_sees_nothing_above_it =
      noClasses()
          .that()
          .resideInAnyPackage("dev.ordeal.world..", "dev.ordeal.names..", "dev.ordeal.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ordeal.agent..",
              "dev.ordeal.evidence..",
              "dev.ordeal.analysis..",
              "dev.ordeal.checks..",
              "dev.ordeal.environment..",
              "dev.ordeal.language..",
              "dev.ordeal.engine..")
          .because("topology/world is the foundation; what knows more belongs further up");

  @ArchTest
  static final ArchRule only_the_simulation_sees_the_agent =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.ordeal.agent..", "dev.ordeal.simulation..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.ordeal.agent..")
          .because("agent and judge are strangers: else both are wrong together");

  @ArchTest
  static final ArchRule the_agent_sees_only_the_foundation =
      noClasses()
          .that()
          .resideInAPackage("dev.ordeal.agent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ordeal.evidence..",
              "dev.ordeal.checks..",
              "dev.ordeal.environment..",
              "dev.ordeal.engine..")
          .because("agent and judge are strangers: they share names and the clock");

  @ArchTest
  static final ArchRule reports_and_topology_and_scenarios_are_layered =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("evidence")
          .definedBy("dev.ordeal.evidence..")
          .layer("analysis")
          .definedBy("dev.ordeal.analysis..")
          .layer("checks")
          .definedBy("dev.ordeal.checks..")
          .layer("pages")
          .definedBy("dev.ordeal.allure..", "dev.ordeal.certificate..", "dev.ordeal.pages..")
          .layer("environment")
          .definedBy("dev.ordeal.environment..")
          .layer("sensors")
          .definedBy("dev.ordeal.sensors..")
          .layer("containers")
          .definedBy("dev.ordeal.containers..")
          .layer("simulation")
          .definedBy("dev.ordeal.simulation..")
          .layer("language")
          .definedBy("dev.ordeal.language..")
          .layer("workload")
          .definedBy("dev.ordeal.workload..")
          .layer("engine")
          .definedBy("dev.ordeal.engine..")
          .layer("trials")
          .definedBy("dev.ordeal.trials..", "dev.ordeal.junit..")
          .layer("explore")
          .definedBy("dev.ordeal.explore..")
          .layer("cli")
          .definedBy("dev.ordeal.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("explore")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("trials")
          .mayOnlyBeAccessedByLayers("explore", "cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("trials", "explore", "cli")
          .whereLayer("workload")
          .mayOnlyBeAccessedByLayers("engine", "trials", "explore", "cli")
          .whereLayer("language")
          .mayOnlyBeAccessedByLayers("workload", "engine", "trials", "explore", "cli")
          .whereLayer("containers")
          .mayOnlyBeAccessedByLayers("trials", "cli")
          .whereLayer("simulation")
          .mayOnlyBeAccessedByLayers("trials", "explore", "cli")
          .whereLayer("sensors")
          .mayOnlyBeAccessedByLayers("engine", "trials", "cli")
          .whereLayer("pages")
          .mayOnlyBeAccessedByLayers("trials", "cli")
          .whereLayer("checks")
          .mayOnlyAccessLayers("evidence", "analysis")
          .whereLayer("analysis")
          .mayOnlyAccessLayers("evidence")
          .whereLayer("evidence")
          .mayNotAccessAnyLayer()
          .because(
              "each room uses those on its left: what is shared moves left, nothing reaches back");

  @ArchTest
  static final ArchRule the_agent_is_layered_from_the_policy_outwards =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("policy")
          .definedBy("dev.ordeal.agent.policy..")
          .layer("json")
          .definedBy("dev.ordeal.agent.json..")
          .layer("configuration")
          .definedBy("dev.ordeal.agent.configuration..")
          .layer("cycle")
          .definedBy("dev.ordeal.agent.cycle..")
          .layer("etcd")
          .definedBy("dev.ordeal.agent.etcd..")
          .layer("postgres")
          .definedBy("dev.ordeal.agent.postgres..")
          .layer("rest")
          .definedBy("dev.ordeal.agent.rest..")
          .layer("beside")
          .definedBy(
              "dev.ordeal.agent.guardian..",
              "dev.ordeal.agent.peers..",
              "dev.ordeal.agent.watchdog..",
              "dev.ordeal.agent.tls..",
              "dev.ordeal.agent.logging..")
          .layer("main")
          .definedBy("dev.ordeal.agent.main..")
          .whereLayer("policy")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayNotAccessAnyLayer()
          .whereLayer("configuration")
          .mayOnlyAccessLayers("policy")
          .whereLayer("cycle")
          .mayOnlyAccessLayers("policy")
          .whereLayer("etcd")
          .mayOnlyAccessLayers("policy", "json", "cycle")
          .whereLayer("postgres")
          .mayOnlyAccessLayers("policy", "json", "cycle", "configuration")
          .whereLayer("rest")
          .mayOnlyAccessLayers("policy", "json", "cycle", "configuration", "beside")
          .whereLayer("beside")
          .mayOnlyAccessLayers("policy", "json", "cycle", "configuration")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "the policy is pure, the cycle speaks to ports, and only main knows who stands"
                  + " behind them: a simulation puts its twins there");

  @Test
  void the_foundation_is_a_closed_list_of_three_packages() throws IOException {
    Path folder =
        Path.of(System.getProperty("ordeal.home"), "topology/world/src/main/java/dev/ordeal");
    try (var packages = Files.list(folder)) {
      List<String> names = packages.map(path -> path.getFileName().toString()).sorted().toList();
      assertThat(names).containsExactly("names", "world", "yaml");
    }
  }
}
