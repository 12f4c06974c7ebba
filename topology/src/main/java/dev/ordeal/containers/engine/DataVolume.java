package dev.ordeal.containers.engine;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;

/**
 * The data volume of a node: memory of a fixed size, so that filling it is a real ENOSPC and needs
 * no privilege. It lives as long as any container that mounts it, which is why the Toxiproxy
 * container mounts all of them. What it cannot show: a real disk's latency, fsync that matters, or
 * what is left of a write after the machine itself lost power.
 */
public record DataVolume(Engine engine, String name) {
  /** The user that owns it, {@code postgres} in the image. */
  private static final int OWNER = 999;

  public static DataVolume create(
      Engine engine, String name, int megabytes, Map<String, String> labels) {
    engine
        .client()
        .createVolumeCmd()
        .withName(name)
        .withDriver("local")
        .withLabels(labels)
        .withDriverOpts(
            Map.of(
                "type",
                "tmpfs",
                "device",
                "tmpfs",
                "o",
                "size=%dm,uid=%d,gid=%d,mode=0700".formatted(megabytes, OWNER, OWNER)))
        .exec();
    return new DataVolume(engine, name);
  }

  /** Idempotent. */
  public void remove() {
    try {
      engine.client().removeVolumeCmd(name).exec();
    } catch (NotFoundException e) {
      // Gone already, which is what was wanted.
    }
  }
}
