package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.agent.policy.Policy;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.world.World;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** An agent's surroundings that do next to nothing, for tests of its cycle. */
final class Ports {
  private static final SettingsReader DEFAULTS =
      (configuration, foreign) -> DynamicSettings.DEFAULTS;

  private Ports() {}

  /** A port whose answers are looked up by the name of the method. */
  static <T> T port(Class<T> type, Function<String, Object> answers) {
    return portOf(type, (method, arguments) -> answers.apply(method));
  }

  /** A port whose answers are looked up by the name of the method and its arguments. */
  static <T> T portOf(Class<T> type, BiFunction<String, Object[], Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answers.apply(method.getName(), arguments == null ? new Object[0] : arguments)));
  }

  static AgentParts parts(World world, Dcs dcs, Postgres postgres) {
    return parts(world, HaPolicy.STANDARD, dcs, postgres);
  }

  static AgentParts parts(World world, Dcs dcs, Postgres postgres, IntConsumer onExit) {
    return parts(world, HaPolicy.STANDARD, DEFAULTS, dcs, postgres, onExit);
  }

  static AgentParts parts(World world, SettingsReader settings, Dcs dcs, Postgres postgres) {
    return parts(world, HaPolicy.STANDARD, settings, dcs, postgres, code -> {});
  }

  static AgentParts parts(World world, Policy policy, Dcs dcs, Postgres postgres) {
    return parts(world, policy, DEFAULTS, dcs, postgres, code -> {});
  }

  /** The same parts with another guardian. */
  static AgentParts guarded(AgentParts parts, Guard guard) {
    return with(parts, guard, parts.log());
  }

  /** The same parts with another log. */
  static AgentParts logging(AgentParts parts, Log log) {
    return with(parts, parts.guard(), log);
  }

  private static AgentParts with(AgentParts parts, Guard guard, Log log) {
    return new AgentParts(
        parts.world(),
        parts.policy(),
        parts.identity(),
        parts.addresses(),
        parts.tags(),
        parts.canBootstrap(),
        parts.bootstrapConfiguration(),
        parts.settings(),
        parts.dcs(),
        parts.postgres(),
        parts.peers(),
        guard,
        parts.watchdog(),
        log,
        parts.reload(),
        parts.onExit());
  }

  private static AgentParts parts(
      World world,
      Policy policy,
      SettingsReader settings,
      Dcs dcs,
      Postgres postgres,
      IntConsumer onExit) {
    return new AgentParts(
        world,
        policy,
        new Identity("cluster", "node1", Identity.CONTRACT_VERSION),
        Map.of(),
        () -> Tags.NONE,
        false,
        Map.of(),
        settings,
        dcs,
        postgres,
        port(Peers.class, method -> Map.of()),
        port(Guard.class, method -> false),
        Watchdog.NONE,
        log(),
        () -> {},
        onExit);
  }

  /** Says nothing; a mistake of the agent ends the test. */
  static Log log() {
    return port(
        Log.class,
        method -> {
          if (method.equals("mistake")) {
            throw new AssertionError("a mistake");
          }
          return false;
        });
  }
}
