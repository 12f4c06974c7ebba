package dev.ordeal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file is as google-java-format writes it; {@code -Dformat.apply=true} writes it so.
 */
class FormatTest {
  private static final Path HOME = Path.of(System.getProperty("ordeal.home"));

  @Test
  void every_source_file_is_formatted() throws IOException, FormatterException {
    var formatter = new Formatter();
    List<String> different = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String formatted = formatter.formatSourceAndFixImports(text);
      if (text.equals(formatted)) {
        continue;
      }
      if (Boolean.getBoolean("format.apply")) {
        Files.writeString(file, formatted);
      } else {
        different.add(HOME.relativize(file).toString());
      }
    }
    assertThat(different)
        .as(
            "not formatted; write them with: mvn -Dfast -Dformat.apply=true -Dtest=FormatTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false test")
        .isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module :
        List.of("topology/world", "reference-agent", "reports", "topology", "scenarios")) {
      Path root = HOME.resolve(module).resolve("src");
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (var files = Files.walk(root)) {
        files.filter(path -> path.toString().endsWith(".java")).sorted().forEach(found::add);
      }
    }
    return found;
  }
}
