package dev.ordeal.cli.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;

/**
 * The folder in which the environments that are up have their sockets: {@code ordeal-USER} beside
 * other temporary files, or what the system property {@code ordeal.sockets} names. Nobody else may
 * look into it, so nobody else can ask anything of an environment.
 */
public record DoorFolder(Path path) {
  private static final String ENDING = ".socket";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /** Where sockets are unless the user says otherwise. */
  public static DoorFolder usual() {
    String named = System.getProperty("ordeal.sockets");
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return new DoorFolder(
        named == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "ordeal-" + user)
            : Path.of(named));
  }

  /**
   * Makes the folder, or makes sure that it is one of the caller's own.
   *
   * @throws IllegalStateException when somebody else owns it or may look into it
   */
  void prepare() throws IOException {
    try {
      Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PRIVATE));
    } catch (FileAlreadyExistsException e) {
      if (!isPrivate()) {
        throw new IllegalStateException(
            path + " is not a private folder of this user; remove it, or rename it");
      }
    }
  }

  private boolean isPrivate() throws IOException {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)
        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(myself());
  }

  /** Whoever owns the files that this process makes. */
  private static UserPrincipal myself() throws IOException {
    Path probe = Files.createTempFile("ordeal", ".owner");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  Path socket(String name) {
    return path.resolve(name + ENDING);
  }

  /** The names of the environments that are up. Sockets that a killed process left are removed. */
  public List<String> names() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .filter(this::isAnswered)
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot look into " + path, unreadable);
    }
  }

  private boolean isAnswered(String name) {
    return isAnswered(socket(name));
  }

  /** Whether somebody listens there; what nobody listens to any more is removed. */
  static boolean isAnswered(Path socket) {
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return true;
    } catch (IOException nobody) {
      try {
        Files.deleteIfExists(socket);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + socket, e);
      }
      return false;
    }
  }
}
