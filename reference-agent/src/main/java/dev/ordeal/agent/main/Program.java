package dev.ordeal.agent.main;

import dev.ordeal.agent.configuration.BadConfiguration;
import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.configuration.ConfigurationCheck;
import dev.ordeal.agent.configuration.ConfigurationReader;
import dev.ordeal.agent.configuration.CtlSection;
import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.EffectivePostgresql;
import dev.ordeal.agent.configuration.LocalConfiguration;
import dev.ordeal.agent.cycle.Agent;
import dev.ordeal.agent.cycle.AgentParts;
import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.Log;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.etcd.EtcdDcs;
import dev.ordeal.agent.etcd.StoreAccess;
import dev.ordeal.agent.guardian.GuardianProcess;
import dev.ordeal.agent.logging.AgentLogging;
import dev.ordeal.agent.peers.HttpPeerCalls;
import dev.ordeal.agent.peers.RestPeers;
import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.agent.postgres.PostgresServer;
import dev.ordeal.agent.postgres.ServerSettings;
import dev.ordeal.agent.rest.RestServer;
import dev.ordeal.agent.watchdog.DeviceWatchdog;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.TaskFailed;
import dev.ordeal.world.TaskGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The program: {@code agent [--validate-config] FILE_OR_DIRECTORY}. Ends with 0 after SIGTERM, with
 * 1 otherwise.
 */
public final class Program {
  private Program() {}

  /** Runs the agent until it is told to end. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean onlyValidate = words.remove("--validate-config");
    Optional<Path> path =
        words.isEmpty() ? Optional.empty() : Optional.of(Path.of(words.getFirst()));
    if (onlyValidate) {
      List<String> problems = ConfigurationCheck.problems(path, System.getenv());
      problems.forEach(System.err::println);
      System.exit(problems.isEmpty() ? 0 : 1);
    }
    LocalConfiguration configuration;
    try {
      configuration = ConfigurationReader.read(path, System.getenv());
    } catch (BadConfiguration e) {
      e.lines().forEach(System.err::println);
      System.exit(1);
      return;
    }
    AgentLogging.configure(configuration.log()).forEach(System.err::println);
    run(configuration, () -> ConfigurationReader.read(path, System.getenv()));
  }

  /** Whoever joins the task hears of it too, but of most nobody does. */
  private static void tellMistake(Log log, String task, Throwable error) {
    if (!(error instanceof PortFailure)) {
      log.mistake("the task '" + task + "'", new TaskFailed(task, error));
    }
  }

  private static void run(LocalConfiguration configuration, Reloading.Files files)
      throws InterruptedException {
    var log = new ConsoleLog();
    RealWorld world =
        RealWorld.of(ProcessHandle.current().pid())
            .telling((task, error) -> tellMistake(log, task, error));
    TaskGroup group = world.group("agent");
    var identity =
        new Identity(configuration.scope(), configuration.name(), Identity.CONTRACT_VERSION);
    var reloading = new Reloading(configuration, files, log);
    if (configuration.bootstrap().filter(BootstrapSection::namesUsers).isPresent()) {
      log.error("bootstrap.users creates nobody; use a post_bootstrap command");
    }
    ServerSettings settings =
        Wiring.server(configuration, EffectivePostgresql.section(Map.of(), configuration));
    var store =
        new StoreAccess(
            world,
            Wiring.etcd(configuration.etcd()),
            group,
            configuration.namespace(),
            configuration.scope());
    EtcdDcs dcs = store.dcs();
    var postgres = new PostgresServer(world, settings);
    var calls = peerCalls(configuration.ctl());
    var peers = new RestPeers(world, group, calls);
    var guard =
        new GuardianProcess(
            world,
            Path.of(
                System.getProperty("java.io.tmpdir"),
                "ordeal-agent-" + configuration.scope() + "-" + configuration.name() + ".lease"),
            settings.dataDirectory(),
            GuardianJava.words());
    var watchdog = new DeviceWatchdog(world, configuration.watchdog(), log);
    var ended = new CountDownLatch(1);
    var code = new AtomicInteger(1);
    var agent =
        new Agent(
            new AgentParts(
                world,
                HaPolicy.STANDARD,
                identity,
                Wiring.addresses(configuration),
                () -> reloading.configuration().tags(),
                configuration.bootstrap().isPresent(),
                settings.bootstrap().dcs(),
                (dynamic, foreign) ->
                    DynamicReader.read(dynamic, reloading.configuration(), foreign).settings(),
                dcs,
                postgres,
                peers,
                guard,
                watchdog,
                log,
                reloading::reload,
                exit -> end(code, exit, ended)),
            group);
    var rest =
        new RestServer(
            Wiring.rest(configuration.restApi()), identity, agent.requests(), dcs, world);
    try {
      rest.start();
    } catch (IOException e) {
      log.error("the REST API cannot listen: " + e.getMessage());
      System.exit(1);
    }
    reloading.then(fresh -> {
      watchdog.use(fresh.watchdog());
      rest.reload(Wiring.rest(fresh.restApi()));
      calls.use(Wiring.credentials(fresh.ctl()), Wiring.towardsPeers(fresh.ctl()));
      store.use(Wiring.etcd(fresh.etcd()));
    });
    onSignal("TERM", () -> end(code, 0, ended));
    onSignal("INT", () -> end(code, 0, ended));
    onSignal("HUP", () -> agent.requests().reload());
    agent.start();
    ended.await();
    rest.stop();
    agent.stop();
    guard.close();
    System.exit(code.get());
  }

  private static HttpPeerCalls peerCalls(CtlSection section) {
    try {
      return new HttpPeerCalls(Wiring.credentials(section), Wiring.towardsPeers(section));
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  private static void end(AtomicInteger code, int with, CountDownLatch ended) {
    code.set(with);
    ended.countDown();
  }

  /** The JVM's own way would end it with 143, and know nothing of SIGHUP. */
  private static void onSignal(String name, Runnable action) {
    sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> action.run());
  }
}
