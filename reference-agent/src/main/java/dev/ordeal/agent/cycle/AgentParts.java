package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Policy;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.world.World;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything that an agent is put together from.
 *
 * @param addresses {@code conn_url}, {@code api_url} and, where there is one, {@code proxy_url}
 * @param policy how it decides
 * @param tags read anew in every cycle, since a reload of the file may change them
 * @param canBootstrap whether the file says how to make a cluster
 * @param bootstrapConfiguration the first value of the key {@code config}
 * @param watchdog resets the machine where nothing else has ended the server
 * @param reload takes the agent's own files anew; what they say wrong is logged and not taken
 * @param onExit how the agent ends by its own decision; with the exit code
 */
public record AgentParts(
    World world,
    Policy policy,
    Identity identity,
    Map<String, String> addresses,
    Supplier<Tags> tags,
    boolean canBootstrap,
    Map<String, Object> bootstrapConfiguration,
    SettingsReader settings,
    Dcs dcs,
    Postgres postgres,
    Peers peers,
    Guard guard,
    Watchdog watchdog,
    Log log,
    Runnable reload,
    java.util.function.IntConsumer onExit) {}
