package dev.ordeal.agent.etcd;

import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The way to a real etcd. A reload of the configuration may change it while the agent runs:
 * endpoints, user, certificates (contract, section 1.6).
 */
public final class StoreAccess {
  private final World world;
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("etcd-", 0).factory());
  private final EtcdDcs dcs;
  private EtcdSettings settings;
  private List<String> certificates = List.of();

  public StoreAccess(
      World world, EtcdSettings settings, TaskGroup tasks, String namespace, String scope) {
    this.world = world;
    this.settings = settings;
    this.dcs = new EtcdDcs(world, members(settings), tasks, namespace, scope);
    try {
      certificates = contents(settings);
    } catch (IOException e) {
      // The first call says so, and a reload that finds them takes them.
    }
  }

  public EtcdDcs dcs() {
    return dcs;
  }

  /**
   * Goes to the store this way from now on. Where neither the settings nor the files that they name
   * have changed, the connections stay.
   *
   * @throws IOException when the certificates cannot be used; then everything stays as it was
   */
  public synchronized void use(EtcdSettings fresh) throws IOException {
    List<String> files = contents(fresh);
    if (fresh.equals(settings) && files.equals(certificates)) {
      return;
    }
    List<EtcdMember> members = members(fresh);
    try {
      members.forEach(EtcdMember::check);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    dcs.use(members);
    settings = fresh;
    certificates = files;
  }

  private List<EtcdMember> members(EtcdSettings of) {
    List<EtcdMember> members = new ArrayList<>();
    of.endpoints().forEach(endpoint -> members.add(new EtcdMember(endpoint, of, executor, world)));
    return members;
  }

  private static List<String> contents(EtcdSettings of) throws IOException {
    List<String> contents = new ArrayList<>();
    for (Path file :
        Stream.of(of.authority(), of.certificate(), of.key())
            .flatMap(each -> each.stream())
            .toList()) {
      contents.add(Files.readString(file));
    }
    return contents;
  }
}
