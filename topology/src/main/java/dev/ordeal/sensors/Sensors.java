package dev.ordeal.sensors;

import dev.ordeal.environment.Probes;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.names.NodeName;
import dev.ordeal.sensors.Pace.Interval;
import dev.ordeal.world.Moment;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The eyes of a run: they look straight at every component of an environment and write down what
 * they see. A refused connection is a sample; an answer that did not come within {@link
 * Pace#silence} is a sample of silence.
 */
public final class Sensors {
  /** The name of the store as a whole, as the target of the watch on the leader key. */
  public static final String STORE = "store";

  private final World world;
  private final Recorder recorder;
  private final Pace pace;
  private final TaskGroup group;
  private final Attention attention;
  private final List<Eye> eyes = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();

  public Sensors(World world, Recorder recorder, Probes probes, EnvironmentPlan plan, Pace pace) {
    this.world = world;
    this.recorder = recorder;
    this.pace = pace;
    this.group = world.group("sensors");
    this.attention = new Attention(world);
    var looks = new Looks(probes, recorder, pace.silence());
    eyes.add(new WatchingEye(world, recorder, STORE, probes, this::rouse));
    open(Sensor.SERVER, plan.nodes(), pace.server(), looks::server);
    open(Sensor.COMMIT, plan.nodes(), pace.commit(), looks::commit);
    open(Sensor.AGENT, plan.nodes(), pace.agent(), looks::agent);
    open(Sensor.STORE, plan.store().members(), pace.store(), looks::store);
    open(Sensor.PROXY, List.of(plan.proxy().name()), pace.proxy(), looks::proxy);
  }

  private void open(
      Sensor sensor, List<NodeName> targets, Interval interval, Function<NodeName, Look> look) {
    for (int i = 0; i < targets.size(); i++) {
      NodeName target = targets.get(i);
      Duration phase = interval.roused().multipliedBy(i).dividedBy(targets.size());
      var place = new ScheduledEye.Place(sensor, target.value());
      eyes.add(
          new ScheduledEye(world, recorder, place, interval, phase, attention, look.apply(target)));
    }
  }

  /** Opens the eyes wide when the event is one of those that {@link Attention} names. */
  public void hear(Event event) {
    if (event instanceof Event.FaultMarked) {
      rouse();
    }
  }

  private void rouse() {
    if (attention.rouse()) {
      eyes.forEach(Eye::wake);
    }
  }

  /** Opens every eye. */
  public void start() {
    rouse();
    for (Eye eye : eyes) {
      tasks.add(group.spawn(eye.sensor() + " " + eye.target(), eye::run));
    }
  }

  /**
   * Switches a sensor off for a target; {@code any} means all of its targets.
   *
   * @return whether there was such an eye
   */
  public boolean blind(Sensor sensor, String target) {
    boolean found = false;
    for (Eye eye : eyes) {
      if (eye.sensor() == sensor && (target.equals("any") || target.equals(eye.target()))) {
        eye.close("switched off");
        found = true;
      }
    }
    return found;
  }

  /**
   * Closes every eye and waits until the last look has been written down. Those that watch are
   * closed last: who writes must be seen together with who leads, to the end.
   */
  public void stop() {
    close(eye -> eye instanceof ScheduledEye);
    close(eye -> eye instanceof WatchingEye);
    group.kill();
  }

  private void close(Predicate<Eye> which) {
    Moment deadline = world.monotonic().plus(pace.silence()).plus(Duration.ofSeconds(2));
    List<Task> closing = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (which.test(eyes.get(i))) {
        eyes.get(i).close("the run ends");
        closing.add(tasks.get(i));
      }
    }
    for (Task task : closing) {
      task.join(deadline.since(world.monotonic()));
    }
  }
}
