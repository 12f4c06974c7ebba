package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ordeal.environment.Access;
import dev.ordeal.environment.Access.Endpoint;
import dev.ordeal.environment.Access.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How to reach an environment, as a person reads it. */
final class AccessWords {
  private AccessWords() {}

  static List<String> of(Access access) {
    List<String> lines = new ArrayList<>();
    table(
        lines,
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            access.endpoints(),
            List.of(
                left("part", Endpoint::part),
                left("what", Endpoint::service),
                left("where", Endpoint::address))));
    lines.add("");
    table(
        lines,
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            access.logins(),
            List.of(
                left("user", Login::user),
                left("of", Login::where),
                left("password", login -> login.password() + " in " + passwords()))));
    lines.add("");
    firstClient(access).ifPresent(lines::add);
    lines.add("Containers are called " + access.name() + "-node1 and so on:");
    lines.add("  docker exec -it " + access.name() + "-node1 patronictl list");
    return lines;
  }

  /** A command that can be copied: the first way that clients take. */
  private static Optional<String> firstClient(Access access) {
    return access.endpoints().stream()
        .map(Endpoint::address)
        .filter(address -> address.matches("[0-9.]+:\\d+"))
        .findFirst()
        .map(address -> {
          int colon = address.lastIndexOf(':');
          return "  PGPASSWORD=$(sed -n s/^ORDEAL=//p %s) psql -h %s -p %s -U ordeal ordeal"
              .formatted(passwords(), address.substring(0, colon), address.substring(colon + 1));
        });
  }

  /** Where the set-up keeps them, seen from here. */
  private static Path passwords() {
    Path kept = Path.of(System.getProperty("ordeal.home", ""), "docker", ".secrets");
    Path here = Path.of("").toAbsolutePath();
    Path whole = kept.toAbsolutePath().normalize();
    return whole.startsWith(here) && Files.exists(kept) ? here.relativize(whole) : whole;
  }

  private static void table(List<String> lines, String table) {
    table.lines().map(line -> " " + line.stripTrailing()).forEach(lines::add);
  }

  private static <T> ColumnData<T> left(String header, Function<T, String> cell) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(60)
        .with(cell);
  }
}
