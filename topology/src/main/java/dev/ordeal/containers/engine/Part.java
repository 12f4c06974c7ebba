package dev.ordeal.containers.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.Locale;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** A container of an environment: its life after Testcontainers has created and started it. */
public final class Part {
  private static final int FREEZE_ATTEMPTS = 5;

  private final Engine engine;
  private final NodeName name;
  private final GenericContainer<?> container;

  public Part(Engine engine, NodeName name, GenericContainer<?> container) {
    this.engine = engine;
    this.name = name;
    this.container = container;
  }

  public NodeName name() {
    return name;
  }

  public GenericContainer<?> container() {
    return container;
  }

  public String id() {
    return container.getContainerId();
  }

  /** Whether there ever was a container. */
  public boolean wasCreated() {
    return container.getContainerId() != null;
  }

  /** {@code running}, {@code paused}, {@code exited}; {@code gone} when there is none. */
  public String status() {
    try {
      ContainerState state = client().inspectContainerCmd(id()).exec().getState();
      String status = state.getStatus();
      return status == null ? "unknown" : status.toLowerCase(Locale.ROOT);
    } catch (NotFoundException e) {
      return "gone";
    }
  }

  /** SIGKILL to all that runs in it. Does nothing to what is not running. */
  public void kill() {
    try {
      client().killContainerCmd(id()).exec();
    } catch (ConflictException e) {
      // Not running; or paused under a cgroup that does not let SIGKILL through.
      if (status().equals("paused")) {
        resume();
        client().killContainerCmd(id()).exec();
      }
    }
  }

  /** Starts it again; does nothing when it runs, resumes it when it is paused. */
  public void start() {
    if (status().equals("paused")) {
      resume();
    }
    try {
      client().startContainerCmd(id()).exec();
    } catch (NotModifiedException e) {
      // It runs already.
    }
  }

  /** SIGTERM, and SIGKILL when that was of no use for {@code limit}. */
  public void stop(Duration limit) {
    try {
      client().stopContainerCmd(id()).withTimeout((int) limit.toSeconds()).exec();
    } catch (NotModifiedException e) {
      // It has stopped already.
    }
  }

  /**
   * Freezes every process in it. An old freezer (cgroup v1) gives up on processes that are busy in
   * the kernel, and thaws them again: then it is asked again.
   */
  public void pause() {
    for (int attempt = 1; ; attempt++) {
      try {
        client().pauseContainerCmd(id()).exec();
        return;
      } catch (InternalServerErrorException e) {
        boolean gaveUp = String.valueOf(e.getMessage()).contains("unable to freeze");
        if (!gaveUp || attempt == FREEZE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Idempotent. */
  public void resume() {
    try {
      client().unpauseContainerCmd(id()).exec();
    } catch (DockerException e) {
      if (status().equals("paused")) {
        throw e;
      }
    }
  }

  /** Marks it to be made new at its next start; works on a stopped container too. */
  public void markFresh() {
    container.copyFileToContainer(Transferable.of("fresh\n"), "/var/lib/ordeal/fresh");
  }

  public ExecAnswer exec(String user, Duration limit, String... command) {
    return engine.exec(id(), user, limit, command);
  }

  public void execDetached(String user, String... command) {
    engine.execDetached(id(), user, command);
  }

  /** Kills and removes it with its anonymous volumes. Idempotent. */
  public void remove() {
    if (!wasCreated()) {
      return;
    }
    try {
      client().removeContainerCmd(id()).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | ConflictException e) {
      // Gone, or being removed by somebody else (the reaper).
    }
  }

  private DockerClient client() {
    return engine.client();
  }
}
